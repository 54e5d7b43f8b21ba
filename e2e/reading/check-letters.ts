// Checks the letters: exactly one invitation per company, to its own address, in its own name.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Reading } from './reading.ts'
import { companyId } from './region.ts'

/** Headers by name, folded lines joined, and the parts' text as a person reads it. */
const readLetter = (path: string) => {
  const [head = '', ...rest] = readFileSync(path, 'utf8').split(/\r?\n\r?\n/)
  const unfolded = head.replaceAll(/\r?\n[ \t]+/g, ' ')
  const header = (name: string) => new RegExp(`^${name}: *(.*)$`, 'im').exec(unfolded)?.[1]?.trim() ?? ''
  const body = rest.join('\n\n').replaceAll(/=\r?\n/g, '')
  const decoded = body.replaceAll(/(?:=[0-9A-F]{2})+/g, (codes) => decodeURIComponent(codes.replaceAll('=', '%')))
  return { header, text: decoded.replaceAll(/\s+/g, ' ') }
}

const escaped = (text: string) => text.replaceAll('&', '&amp;')

export const checkLetters = (out: string, { region, report, breach }: Reading) => {
  const say = (words: string) => breach(`letters: ${words}`)
  const folder = join(out, 'letters')
  if (!existsSync(folder)) {
    say('there is no such folder')
    return
  }
  const names = readdirSync(folder)
  for (const name of names) if (!name.endsWith('.eml')) say(`${name} is no letter`)
  const letters = names.map((name) => ({ name, ...readLetter(join(folder, name)) }))
  const links = letters.map(({ text }) => /https?:\/\/[^\s"<]+/.exec(text)?.[0] ?? '')
  if (links.includes('')) say(`${letters[links.indexOf('')]?.name} has no link to answer with`)
  if (new Set(links).size !== links.length) say('two companies have the same link')
  const open = new Set(letters)
  for (const company of region.companies) {
    const id = companyId(company)
    const own = letters.filter(({ name }) => name.includes(id))
    if (company.email === '' ? own.length > 0 : own.length !== 1) say(`${id} has ${own.length} invitations`)
    for (const letter of own) {
      open.delete(letter)
      if (letter.header('To') !== company.email)
        say(`${letter.name} goes to ${letter.header('To')}, not ${company.email}`)
      const named = letter.text.includes(company.name) || letter.text.includes(escaped(company.name))
      if (!named) say(`${letter.name} does not name ${company.name}`)
      if (!letter.header('Subject') || !letter.header('From')) say(`${letter.name} has no sender or subject`)
    }
  }
  for (const { name } of open) say(`${name} is for no company of the input`)
  if (report.mailed !== 0 && report.mailed !== letters.length) {
    breach(`report.json: ${report.mailed} mailed, where the folder holds ${letters.length}`)
  }
  if (report.counts.asked !== region.companies.length) {
    breach(`report.json: ${report.counts.asked} asked, where there are ${region.companies.length} companies`)
  }
}
