// A plain page of the bureau: works without scripts, in Dutch, readable on a phone.

export const escapeHtml = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')

const style = `
  body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; padding: 24px 16px; max-width: 70ch; color: #1d2733; }
  h1 { font-size: 28px; line-height: 1.2; } h2 { font-size: 20px; margin-top: 32px; }
  table { border-collapse: collapse; width: 100%; } th, td { text-align: left; padding: 8px 8px 8px 0; border-bottom: 1px solid #d5dbe1; }
  td.number, th.number { text-align: right; } a { color: #154273; } pre { overflow-x: auto; background: #f3f5f7; padding: 12px; }
  @media (prefers-color-scheme: dark) { body { background: #14191f; color: #e6eaee; } a { color: #8ab8ee; } pre { background: #1e252d; }
    th, td { border-color: #38424d; } }`

/** `body` is HTML that has been made safe already. */
export const page = (title: string, body: string): string =>
  `<!doctype html><html lang="nl"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">` +
  `<title>${escapeHtml(title)}</title><style>${style}</style></head><body>${body}</body></html>`
