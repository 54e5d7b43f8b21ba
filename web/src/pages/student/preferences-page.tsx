// A student's preferences: worlds of technology, and companies and cases by name, each list most wanted first.
import { worlds } from '@stagebureau/shared/words'
import { type ReactNode, useState } from 'react'
import { useChange } from '../../graph/use-change.ts'
import { useQuestion } from '../../graph/use-question.ts'
import { t } from '../../language.ts'
import { Answered } from '../../ui/answered.tsx'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page } from '../../ui/page.tsx'
import { AddByButton, AddCompany } from './adding.tsx'
import {
  givePreferences,
  type Preference,
  preferencesQuery,
  type Wished,
  wishedCase,
  wishedCompany,
} from './preferences-query.ts'
import { Ranking } from './ranking.tsx'

type Lists = {
  readonly worlds: readonly Wished[]
  readonly companies: readonly Wished[]
  readonly cases: readonly Wished[]
}
const wishedWorld = (world: string): Wished => ({ id: world, name: world })
const allWorlds = worlds.map(wishedWorld)

const listsOf = (preferences: readonly Preference[]): Lists => {
  const inOrder = preferences.toSorted((a, b) => a.rank - b.rank)
  return {
    worlds: inOrder.flatMap(({ world }) => (world === null ? [] : [wishedWorld(world)])),
    companies: inOrder.flatMap(({ company }) => (company === null ? [] : [wishedCompany(company)])),
    cases: inOrder.flatMap((one) => (one.case === null ? [] : [wishedCase(one.case)])),
  }
}
const idsOf = (list: readonly Wished[]) => list.map(({ id }) => id)
const inputOf = (lists: Lists) => ({
  worlds: idsOf(lists.worlds),
  companyIds: idsOf(lists.companies),
  caseIds: idsOf(lists.cases),
})
const without = (all: readonly Wished[], chosen: readonly Wished[]) =>
  all.filter(({ id }) => !chosen.some((one) => one.id === id))

const Part = ({
  name,
  title,
  how,
  children,
}: {
  readonly name: string
  readonly title: string
  readonly how: string
  readonly children: ReactNode
}) => (
  <section className="stack tight" aria-labelledby={name}>
    <h2 id={name}>{title}</h2>
    <p className="quiet">{how}</p>
    {children}
  </section>
)

const Preferences = ({
  given,
  cases,
  companiesToo,
}: {
  readonly given: Lists
  readonly cases: readonly Wished[]
  readonly companiesToo: boolean
}) => {
  const [lists, setLists] = useState(given)
  const [kept, setKept] = useState(given)
  const { change, busy, problem } = useChange(givePreferences)
  const put = (name: keyof Lists) => (chosen: readonly Wished[]) => setLists({ ...lists, [name]: chosen })
  const add = (name: keyof Lists) => (one: Wished) => put(name)([...lists[name], one])
  const save = async () => {
    if ((await change({ input: inputOf(lists) })) !== undefined) setKept(lists)
  }
  const same = JSON.stringify(inputOf(lists)) === JSON.stringify(inputOf(kept))
  const moreWorlds = without(allWorlds, lists.worlds)
  return (
    <>
      <Part name="worlds" title={t('wish/worlds')} how={t(lists.worlds.length === 0 ? 'wish/none' : 'wish/worlds-how')}>
        <Ranking name={t('wish/worlds')} chosen={lists.worlds} onChange={put('worlds')} />
        {moreWorlds.length > 0 && <AddByButton left={moreWorlds} onAdd={add('worlds')} />}
      </Part>
      {(companiesToo || lists.companies.length > 0) && (
        <Part name="companies" title={t('wish/companies')} how={t('wish/companies-how')}>
          <Ranking name={t('wish/companies')} chosen={lists.companies} onChange={put('companies')} />
          <AddCompany chosen={lists.companies} onAdd={add('companies')} />
        </Part>
      )}
      {(cases.length > 0 || lists.cases.length > 0) && (
        <Part name="cases" title={t('wish/cases')} how={t('wish/cases-how')}>
          <Ranking name={t('wish/cases')} chosen={lists.cases} onChange={put('cases')} />
          <AddByButton left={without(cases, lists.cases)} onAdd={add('cases')} />
        </Part>
      )}
      {problem !== undefined && (
        <Notice kind="negative">
          <p>{problem.text}</p>
        </Notice>
      )}
      {same && kept !== given && (
        <Notice kind="positive">
          <p>{t('wish/saved')}</p>
        </Notice>
      )}
      <Button size="full" busy={busy} disabled={same} onPress={save}>
        {t('wish/save')}
      </Button>
    </>
  )
}

export const PreferencesPage = () => {
  const answer = useQuestion(preferencesQuery, {})
  return (
    <Page title={t('wish/title')} lead={<p>{t('wish/lead')}</p>} width="narrow">
      <Answered answer={answer}>
        {({ viewer, season }) => {
          const has = (kind: string) => season?.programmes.some((programme) => programme.kind === kind) === true
          return (
            <Preferences
              given={listsOf(viewer.student?.preferences ?? [])}
              companiesToo={has('PLACEMENT')}
              cases={has('ATELIER') ? (season?.cases ?? []).map(wishedCase) : []}
            />
          )
        }}
      </Answered>
    </Page>
  )
}
