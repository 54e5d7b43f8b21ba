// The paragraphs of a letter as text and as plain HTML that every mail program can show.

const escapeHtml = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')

const paragraph = (text: string, links: readonly string[]): string => {
  if (links.includes(text)) return `<p><a href="${escapeHtml(text)}">${escapeHtml(text)}</a></p>`
  return `<p>${escapeHtml(text).replace(/\n/g, '<br>')}</p>`
}

/** A paragraph that is one of the links becomes clickable. */
export const letterHtml = (paragraphs: readonly string[], links: readonly string[]): string =>
  `<!doctype html><html lang="nl"><meta charset="utf-8"><body>${paragraphs.map((text) => paragraph(text, links)).join('')}</body></html>`

/** A letter of these paragraphs, as plain text and as HTML; a paragraph that is one of the links becomes clickable. */
export const letterOf = (subject: string, paragraphs: readonly string[], links: readonly string[]) => ({
  subject,
  text: `${paragraphs.join('\n\n')}\n`,
  html: letterHtml(paragraphs, links),
})
