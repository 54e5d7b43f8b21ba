// Mending a plan that holds: what has happened, the ways to go on, and the one that is chosen.
import { useState } from 'react'
import { useChange } from '../../graph/use-change.ts'
import { useQuestion } from '../../graph/use-question.ts'
import { t } from '../../language.ts'
import { remember, useRoute } from '../../route.ts'
import { Answered } from '../../ui/answered.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Field } from '../../ui/field.tsx'
import { Link } from '../../ui/link.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page } from '../../ui/page.tsx'
import { Progress } from '../../ui/progress.tsx'
import { HappeningForm } from './happening.tsx'
import { Options } from './options.tsx'
import { openingsQuery, optionsMutation, programmesQuery, type RepairProgramme } from './repair-query.ts'

/** The teams of an Atelier are planned anew, not mended. */
const mendable = ({ kind, plans }: RepairProgramme) =>
  kind !== 'ATELIER' && plans.some(({ state }) => state === 'PUBLISHED')

const OfProgramme = ({ programme }: { readonly programme: RepairProgramme }) => {
  const { query } = useRoute()
  const [applied, setApplied] = useState(false)
  const openings = useQuestion(openingsQuery, { id: programme.id })
  const { change, busy, problem } = useChange(optionsMutation)
  const [options, setOptions] = useState<Awaited<ReturnType<typeof change>>>()
  if (applied)
    return (
      <Notice kind="positive">
        <p>{t('repair/done')}</p>
        <p>
          <Link href={`/bord?programma=${encodeURIComponent(programme.id)}`}>{t('compare/to-board')}</Link>
        </p>
      </Notice>
    )
  return (
    <>
      <Answered answer={openings}>
        {({ programme: found }) => (
          <HappeningForm
            // What was known before may be older than what companies said since.
            key={String((found?.disruptions ?? []).length > 0)}
            programmeId={programme.id}
            openings={found?.openings ?? []}
            disruptions={found?.disruptions ?? []}
            companyId={query.get('bedrijf') ?? undefined}
            busy={busy}
            onAsk={async (event) => {
              setOptions(undefined)
              setOptions(await change({ programmeId: programme.id, event }))
            }}
          />
        )}
      </Answered>
      {busy && <Progress text={t('repair/reckoning')} />}
      {problem !== undefined && (
        <Notice kind="negative">
          <p>{problem.text}</p>
        </Notice>
      )}
      {options !== undefined && <Options options={options.repairOptions} onApplied={() => setApplied(true)} />}
    </>
  )
}

export const RepairPage = () => {
  const { query } = useRoute()
  const answer = useQuestion(programmesQuery, {})
  return (
    <Page title={t('repair/title')} lead={<p>{t('repair/lead')}</p>} width="narrow">
      <Answered answer={answer}>
        {({ season }) => {
          const programmes = (season?.programmes ?? []).filter(mendable)
          const programme = programmes.find(({ id }) => id === query.get('programma')) ?? programmes[0]
          if (programme === undefined)
            return (
              <Empty title={t('repair/no-plan')}>
                <p>{t('repair/no-plan-how')}</p>
                <Link className="button second" href="/bord">
                  {t('compare/to-board')}
                </Link>
              </Empty>
            )
          return (
            <>
              <Field label={t('season/programme')}>
                {(given) => (
                  <select
                    {...given}
                    className="input"
                    value={programme.id}
                    onChange={(event) => remember('programma', event.target.value)}
                  >
                    {programmes.map(({ id, name }) => (
                      <option key={id} value={id}>
                        {name}
                      </option>
                    ))}
                  </select>
                )}
              </Field>
              <OfProgramme key={programme.id} programme={programme} />
            </>
          )
        }}
      </Answered>
    </Page>
  )
}
