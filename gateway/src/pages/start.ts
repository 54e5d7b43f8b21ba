// The start page: what this bureau is, what is in it, and where to go.
import { type Call, say } from '@stagebureau/shared'
import type { RequestHandler } from 'express'
import type { Bureau } from '../bureau.ts'
import { escapeHtml, page } from './html.ts'

const call: Call = { viewer: { role: 'coordinator' }, language: 'nl', requestId: 'start-page' }
const row = (name: string, value: string | number) =>
  `<tr><td>${escapeHtml(name)}</td><td class="number">${escapeHtml(String(value))}</td></tr>`

const seasonPart = async ({ companies, placements, matching }: Bureau): Promise<string> => {
  const [season] = await placements.seasons({}, call)
  if (season === undefined) return `<p>${escapeHtml(say('nl', 'start/empty'))}</p>`
  const [allCompanies, allStudents] = [
    await companies.companies({ first: 1 }, call),
    await placements.students({ first: 1, seasonId: season.id }, call),
  ]
  const programmes = await placements.programmesOfSeason({ seasonId: season.id }, call)
  const plans = await matching.plansOfProgrammes({ programmeIds: programmes.map(({ id }) => id) }, call)
  const planned = programmes.map(({ id, name }) => {
    const plan = plans.find(({ programmeId, state }) => programmeId === id && state === 'published')
    const { placed, unplaced } = plan?.quality ?? { placed: 0, unplaced: 0 }
    return row(
      name,
      plan === undefined ? say('nl', 'start/not-planned') : say('nl', 'start/planned', { placed, unplaced }),
    )
  })
  return `<h2>${escapeHtml(season.region)}, ${season.from} - ${season.until}</h2><table>${[
    row(say('nl', 'start/companies'), allCompanies.totalCount),
    row(say('nl', 'start/students'), allStudents.totalCount),
    ...planned,
  ].join('')}</table>`
}

export const startPage =
  (bureau: Bureau): RequestHandler =>
  async (request, response) => {
    const example =
      '{ season { region programmes { name board { rows { student { displayName } stops { round company { name } } } } } } }'
    const body = `<p>${escapeHtml(say('nl', 'start/what'))}</p>${await seasonPart(bureau)}
      <h2>${escapeHtml(say('nl', 'start/where'))}</h2><ul>
      <li><a href="/_mail">${escapeHtml(say('nl', 'start/mail'))}</a></li>
      <li><a href="/ready">/ready</a>, <a href="/metrics">/metrics</a></li>
      <li>/graphql: ${escapeHtml(say('nl', 'start/graph'))}</li></ul>
      <pre>curl -s http://${escapeHtml(request.headers.host ?? 'localhost')}/graphql -H 'content-type: application/json' -H 'x-graphql-yoga-csrf: 1' \\
  -d '${escapeHtml(JSON.stringify({ query: example }))}'</pre>`
    response.send(page({ language: 'nl', title: say('nl', 'start/title'), body }))
  }
