// Checks companies.csv: every company once, with how the call ended for it.
import type { Reading } from './reading.ts'
import { companyId } from './region.ts'

const columns = ['kvkNumber', 'establishmentNumber', 'name', 'place', 'invitation']

export const checkCompanies = ({ region, report, rows, breach }: Reading) => {
  const say = (words: string) => breach(`companies.csv: ${words}`)
  const lines = rows('companies.csv', columns)
  const byId = Map.groupBy(lines, (line) => `${line.kvkNumber}-${line.establishmentNumber}`)
  for (const company of region.companies) {
    const id = companyId(company)
    const own = byId.get(id) ?? []
    if (own.length !== 1) say(`${id} stands there ${own.length} times`)
    for (const line of own) {
      if (line.name !== company.name) say(`${id} is called "${company.name}", not "${line.name}"`)
      if (line.place !== company.place) say(`${id} is at ${company.place}, not ${line.place}`)
      if (!company.invitations.includes(line.invitation!)) {
        say(`the call ended ${company.invitations.join(' or ')} for ${id}, not ${line.invitation}`)
      }
    }
    byId.delete(id)
  }
  for (const id of byId.keys()) say(`${id} is no company of the input`)
  const counts = report.counts
  for (const state of ['answered', 'declined', 'later', 'silent', 'bounced'] as const) {
    const count = lines.filter(({ invitation }) => invitation === state).length
    if (counts[state] !== count) breach(`report.json: ${counts[state]} ${state}, companies.csv has ${count}`)
  }
  if (counts.companies !== region.companies.length) {
    breach(`report.json: ${counts.companies} companies where the input has ${region.companies.length}`)
  }
}
