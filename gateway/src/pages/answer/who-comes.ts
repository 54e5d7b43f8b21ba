// Who comes to a company and when, as far as its link may show: first names, programme and days.
import type { ProgrammeView } from '@stagebureau/placements'
import { type Call, type Language, say } from '@stagebureau/shared'
import type { Bureau } from '../../bureau.ts'
import { everyPage } from '../../season/collect.ts'
import { fullDay } from '../days.ts'
import { escapeHtml } from '../html.ts'

/** The students who are there together in one period of a programme. */
export type Visit = {
  readonly programme: string
  readonly from: string
  readonly until: string
  readonly names: readonly string[]
}

/** `call` is that of the company, so that nobody else's students and no more than first names are found. */
export const whoComes = async (
  placements: Bureau['placements'],
  companyId: string,
  programmes: readonly ProgrammeView[],
  today: string,
  call: Call,
): Promise<Visit[]> => {
  const all = await everyPage((page) => placements.placementsOfCompany({ ...page, companyId }, call))
  const opened = all.filter(({ status }) => status === 'opened')
  const ids = [...new Set(opened.map(({ studentId }) => studentId))]
  const students = ids.length === 0 ? [] : await placements.studentsByIds({ ids }, call)
  const names = new Map(students.map(({ id, displayName }) => [id, displayName]))
  const stops = opened.flatMap(({ studentId, programmeId, stops }) => {
    const programme = programmes.find(({ id }) => id === programmeId)?.name
    const name = names.get(studentId)
    if (programme === undefined || name === undefined) return []
    return stops.filter(({ until }) => until >= today).map(({ from, until }) => ({ programme, from, until, name }))
  })
  const periods = Map.groupBy(stops, ({ programme, from, until }) => [from, until, programme].join(' '))
  return [...periods]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, [first, ...others]]) => {
      const { name, ...period } = first!
      return { ...period, names: [name, ...others.map((one) => one.name)].toSorted((a, b) => a.localeCompare(b, 'nl')) }
    })
}

export const visitsPart = (language: Language, visits: readonly Visit[]): string => {
  if (visits.length === 0) return ''
  const lines = visits.map(({ programme, from, until, names }) => {
    const [begin, end] = [fullDay(from, language), fullDay(until, language)]
    const days = from === until ? begin : say(language, 'answer/from-until', { from: begin, until: end })
    return `<li><span class="grow"><strong>${escapeHtml(days)}</strong><br><span class="quiet">${escapeHtml(programme)}</span></span><span class="grow">${escapeHtml(names.join(', '))}</span></li>`
  })
  return `<section class="stack tight"><h2>${escapeHtml(say(language, 'answer/who-comes'))}</h2><ul class="lines">${lines.join('')}</ul></section>`
}
