// Where everyone comes in: to their own page, to sign-in, or, where letters are kept, to a bureau that can be tried as anyone.
import { type Call, type Language, say } from '@stagebureau/shared'
import { Router } from 'express'
import type { Bureau } from '../bureau.ts'
import { languageOf } from '../call.ts'
import { findPeople } from '../demonstration/people.ts'
import { sessionToken, setSession, viewerOf } from '../sign-in/viewer-of.ts'
import { fullDay } from './days.ts'
import { homeOf } from './home-of.ts'
import { escapeHtml, page } from './html.ts'

const call: Call = { viewer: { role: 'coordinator' }, language: 'nl', requestId: 'start-page' }
const row = (name: string, value: string | number) =>
  `<tr><td>${escapeHtml(name)}</td><td class="number">${escapeHtml(String(value))}</td></tr>`

const seasonPart = async ({ companies, placements, matching }: Bureau, language: Language): Promise<string> => {
  const [season] = await placements.seasons({}, call)
  if (season === undefined) return `<p>${escapeHtml(say(language, 'start/empty'))}</p>`
  const [allCompanies, allStudents] = [
    await companies.companies({ first: 1 }, call),
    await placements.students({ first: 1, seasonId: season.id }, call),
  ]
  const programmes = await placements.programmesOfSeason({ seasonId: season.id }, call)
  const plans = await matching.plansOfProgrammes({ programmeIds: programmes.map(({ id }) => id) }, call)
  const planned = programmes.map(({ id, name }) => {
    const plan = plans.find(({ programmeId, state }) => programmeId === id && state === 'published')
    const { placed, unplaced } = plan?.quality ?? { placed: 0, unplaced: 0 }
    const how = plan === undefined ? 'start/not-planned' : 'start/planned'
    return row(name, say(language, how, { placed, unplaced }))
  })
  return `<h2>${escapeHtml(season.region)}, ${fullDay(season.from, language)} – ${fullDay(season.until, language)}</h2><table>${[
    row(say(language, 'start/companies'), allCompanies.totalCount),
    row(say(language, 'start/students'), allStudents.totalCount),
    ...planned,
  ].join('')}</table>`
}

const peoplePart = async (bureau: Bureau, language: Language): Promise<string> => {
  const { people, companyLink } = await findPeople(bureau)
  const item = (what: keyof typeof described, control: string) =>
    `<li>${control}<span>${escapeHtml(say(language, described[what]))}</span></li>`
  const name = (role: keyof typeof named) => escapeHtml(say(language, named[role]))
  const items = people.map(([role]) =>
    item(
      role,
      `<form method="post" action="/proberen/${role}"><button class="button full" type="submit">${name(role)}</button></form>`,
    ),
  )
  if (companyLink !== undefined)
    items.push(
      item('companyLink', `<a class="button full" href="${escapeHtml(companyLink)}">${name('companyLink')}</a>`),
    )
  return `<h2>${escapeHtml(say(language, 'start/try'))}</h2><ul class="roles">${items.join('')}</ul>`
}

const named = {
  coordinator: 'start/coordinator',
  staff: 'start/staff',
  mboStaff: 'start/mbo-staff',
  student: 'start/student',
  companyUser: 'start/company',
  companyLink: 'start/company-link',
} as const
const described = {
  coordinator: 'start/coordinator-does',
  staff: 'start/staff-does',
  mboStaff: 'start/mbo-staff-does',
  student: 'start/student-does',
  companyUser: 'start/company-does',
  companyLink: 'start/company-link-does',
} as const

/** A key with a coordinator's rights is made by a command of whoever has the data folder. */
const example = (host: string) => {
  const query = '{ season { region programmes { name plans { state quality { placed unplaced gap } } } } }'
  return `curl -s http://${host}/graphql -H "authorization: Bearer $(npm run -s api-key -- --as coordinator@bureau.example)" \\
  -H 'content-type: application/json' -d '${JSON.stringify({ query })}'`
}

const tryPage = async (bureau: Bureau, language: Language, host: string): Promise<string> => {
  const t = (text: Parameters<typeof say>[1]) => escapeHtml(say(language, text))
  const body = `<p>${t('start/what')}</p>${await peoplePart(bureau, language)}${await seasonPart(bureau, language)}
    <h2>${t('start/where')}</h2><ul>
    <li><a href="/_mail">${t('start/mail')}</a></li>
    <li><a href="/ready">/ready</a>, <a href="/metrics">/metrics</a></li>
    <li>/graphql: ${t('start/graph')}</li></ul>
    <pre>${escapeHtml(example(host))}</pre>`
  return page({ language, title: say(language, 'start/title'), body })
}

export const startRoutes = (bureau: Bureau): Router => {
  const router = Router()
  router.get('/', async (request, response) => {
    if (sessionToken(request) !== undefined) {
      const { role } = await viewerOf(bureau, request, response)
      if (role !== 'nobody') return response.redirect(303, homeOf(role))
    }
    if (bureau.keptMail === undefined) return response.redirect(303, '/inloggen')
    response.send(await tryPage(bureau, languageOf(request), request.headers.host ?? 'localhost'))
  })
  // Whoever reads the kept letters could sign in as anyone in them anyway.
  if (bureau.keptMail !== undefined)
    router.post('/proberen/:role', async (request, response, next) => {
      const { people } = await findPeople(bureau)
      const [, email] = people.find(([role]) => role === request.params.role) ?? []
      if (email === undefined) return next()
      const { session, viewer } = await bureau.door.enter(email)
      setSession(response, session, bureau.clock.now())
      response.redirect(303, homeOf(viewer.role))
    })
  return router
}
