// The fields of a form that works without scripts, in the look of the app.
import { escapeHtml } from '../html.ts'

const attribute = (name: string, value: string | number | undefined): string =>
  value === undefined ? '' : ` ${name}="${escapeHtml(String(value))}"`

type TextField = {
  readonly name: string
  readonly label: string
  readonly value?: string | number | undefined
  readonly hint?: string
  readonly type?: 'text' | 'number' | 'date' | 'email' | 'tel'
  readonly least?: number | string
  readonly most?: number
  readonly short?: boolean
}
/** `name` is unique in the page and serves as id. */
export const textField = ({
  name,
  label,
  value,
  hint,
  type = 'text',
  least,
  most,
  short = false,
}: TextField): string => {
  const about = hint === undefined ? '' : ` aria-describedby="${name}-hint"`
  const said = hint === undefined ? '' : `<span class="hint" id="${name}-hint">${escapeHtml(hint)}</span>`
  const limits = `${attribute('min', least)}${type === 'number' || type === 'date' ? attribute('max', most) : attribute('maxlength', most)}`
  return `<div class="field"><label for="${name}">${escapeHtml(label)}</label>${said}<input class="input${short ? ' short' : ''}" id="${name}" name="${name}" type="${type}"${type === 'number' ? ' inputmode="numeric"' : ''}${attribute('value', value)}${limits}${about}></div>`
}

export const textArea = (name: string, label: string, value = '', rows = 3, most = 2000): string =>
  `<div class="field"><label for="${name}">${escapeHtml(label)}</label><textarea class="input" id="${name}" name="${name}" rows="${rows}" maxlength="${most}">${escapeHtml(value)}</textarea></div>`

type Option = { readonly value: string; readonly text: string }
export const select = (name: string, label: string, options: readonly Option[], value: string | undefined): string => {
  const items = options.map(
    (option) =>
      `<option value="${escapeHtml(option.value)}"${option.value === value ? ' selected' : ''}>${escapeHtml(option.text)}</option>`,
  )
  return `<div class="field"><label for="${name}">${escapeHtml(label)}</label><select class="input" id="${name}" name="${name}">${items.join('')}</select></div>`
}

/** Several of a few. */
export const ticks = (name: string, label: string, options: readonly Option[], chosen: readonly string[]): string => {
  const items = options.map(
    ({ value, text }) =>
      `<label class="tick"><input type="checkbox" name="${name}" value="${escapeHtml(value)}"${chosen.includes(value) ? ' checked' : ''}>${escapeHtml(text)}</label>`,
  )
  return `<fieldset class="stack tight"><legend>${escapeHtml(label)}</legend><div class="ticks">${items.join('')}</div></fieldset>`
}

/** One of a few that decides what else is asked. */
export const choices = (name: string, label: string, options: readonly Option[], chosen: string): string => {
  const items = options.map(
    ({ value, text }) =>
      `<label class="choice"><input type="radio" name="${name}" id="${name}-${value}" value="${value}"${value === chosen ? ' checked' : ''}>${escapeHtml(text)}</label>`,
  )
  return `<fieldset class="stack tight"><legend>${escapeHtml(label)}</legend>${items.join('')}</fieldset>`
}
