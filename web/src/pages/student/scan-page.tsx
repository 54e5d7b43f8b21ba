// Registering: by the camera, by a typed code, or by the code that the phone's own camera opened this page with.
import { CircleAlert, CircleCheck } from 'lucide-react'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { gql } from 'urql'
import { Camera } from '../../attendance/camera.tsx'
import { useChange } from '../../graph/use-change.ts'
import { t } from '../../language.ts'
import { now } from '../../now.ts'
import { useRoute } from '../../route.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Link } from '../../ui/link.tsx'
import { Loading } from '../../ui/loading.tsx'
import { Page } from '../../ui/page.tsx'

const registerScan = gql<
  { readonly registerScan: { readonly state: string; readonly duplicate: boolean; readonly message: string } },
  { readonly input: { readonly scanId: string; readonly code: string; readonly capturedAt: string } }
>`
  mutation RegisterScan($input: ScanInput!) { registerScan(input: $input) { state duplicate message } }
`

export const ScanPage = () => {
  const { hash } = useRoute()
  const { change, busy, problem, forget } = useChange(registerScan)
  const [message, setMessage] = useState<string>()
  const [typed, setTyped] = useState('')
  const arrived = useRef('')
  const last = useRef<string>(undefined)

  const register = async (code: string) => {
    last.current = code
    const input = { scanId: crypto.randomUUID(), code, capturedAt: now().toISOString() }
    setMessage((await change({ input }))?.registerScan.message)
  }
  const again = () => {
    forget()
    setMessage(undefined)
    setTyped('')
    arrived.current = ''
    history.replaceState(null, '', '/scan')
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: a code in the address is registered once
  useEffect(() => {
    if (hash === '' || !hash.includes('.') || arrived.current === hash) return
    arrived.current = hash
    register(hash)
  }, [hash])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (typed.trim() !== '') register(typed)
  }

  return (
    <Page title={t('scan/title')} width="narrow">
      {busy && <Loading lines={3} />}
      {message !== undefined && (
        <div className="result positive" role="status">
          <CircleCheck aria-hidden size={56} />
          <p>{message}</p>
          <Link className="button second" href="/vandaag">
            {t('scan/to-today')}
          </Link>
        </div>
      )}
      {!busy && problem !== undefined && (
        <div className="result negative" role="alert">
          <CircleAlert aria-hidden size={56} />
          <p>{problem.text}</p>
          <Button onPress={again}>{t('scan/again')}</Button>
        </div>
      )}
      {!busy && message === undefined && problem === undefined && (
        <>
          <p>{t('scan/how')}</p>
          <Camera onCode={register} ignored={last.current} />
          <form className="stack" onSubmit={submit}>
            <Field label={t('scan/typed')} hint={t('scan/typed-hint')}>
              {(given) => (
                <input
                  {...given}
                  className="input code"
                  value={typed}
                  onChange={(event) => setTyped(event.target.value)}
                  autoComplete="off"
                  autoCapitalize="characters"
                  spellCheck={false}
                  maxLength={12}
                />
              )}
            </Field>
            <div>
              <Button type="submit" look="second">
                {t('scan/send')}
              </Button>
            </div>
          </form>
        </>
      )}
    </Page>
  )
}
