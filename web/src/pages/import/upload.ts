// Sends a file to the bureau, where it waits for an hour to be taken in.
import { language, t } from '../../language.ts'

export type Uploaded = { readonly uploadId: string } | { readonly problem: string }

export const upload = async (file: File): Promise<Uploaded> => {
  const body = new FormData()
  body.set('file', file)
  try {
    const response = await fetch(`/upload?taal=${language}`, {
      method: 'POST',
      body,
      headers: { 'x-graphql-yoga-csrf': '1' },
    })
    const said = (await response.json()) as { uploadId?: string; detail?: string; title?: string }
    if (said.uploadId !== undefined) return { uploadId: said.uploadId }
    return { problem: said.detail ?? said.title ?? t('import/not-uploaded') }
  } catch {
    return { problem: t('app/no-connection') }
  }
}
