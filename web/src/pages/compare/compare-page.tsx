// Two plans of a programme side by side: their figures, and who goes elsewhere; the better one is published from here.
import { useState } from 'react'
import { useQuestion } from '../../graph/use-question.ts'
import { locale, t } from '../../language.ts'
import { remember, useRoute } from '../../route.ts'
import { Answered } from '../../ui/answered.tsx'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Field } from '../../ui/field.tsx'
import { Link } from '../../ui/link.tsx'
import { Page } from '../../ui/page.tsx'
import { Scroll } from '../../ui/scroll.tsx'
import { State } from '../../ui/state.tsx'
import { PublishButton } from '../board/publish-button.tsx'
import { comparisonQuery, type PlanFigures, plansQuery } from './compare-query.ts'
import { Moves } from './moves.tsx'

const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 })
const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 })
const signed = new Intl.NumberFormat(locale, { signDisplay: 'exceptZero' })
const states = { DRAFT: 'info', PUBLISHED: 'positive', SUPERSEDED: 'neutral' } as const

/** Lines of the table: what is compared, as text. */
const figures = [
  ['compare/placed', ({ quality }: PlanFigures) => String(quality.placed)],
  ['compare/unplaced', ({ quality }: PlanFigures) => String(quality.unplaced)],
  ['compare/coverage', ({ quality }: PlanFigures) => percent.format(quality.coverage)],
  [
    'compare/travel',
    ({ quality }: PlanFigures) => t('compare/minutes', { minutes: number.format(quality.averageTravelMinutes) }),
  ],
  [
    'compare/proof',
    ({ quality }: PlanFigures) =>
      quality.gap === 0 ? t('plan/proven') : t('plan/gap', { gap: percent.format(quality.gap) }),
  ],
] as const

const Choice = ({
  label,
  name,
  value,
  plans,
}: {
  readonly label: string
  readonly name: string
  readonly value: string
  readonly plans: readonly PlanFigures[]
}) => (
  <Field label={label}>
    {(given) => (
      <select {...given} className="input" value={value} onChange={(event) => remember(name, event.target.value)}>
        {plans.map(({ id, name: planName, state }) => (
          <option key={id} value={id}>
            {planName} ({t(`plan/state-${state}`)})
          </option>
        ))}
      </select>
    )}
  </Field>
)

const Figures = ({
  programmeId,
  both,
  onChanged,
}: {
  readonly programmeId: string
  readonly both: readonly PlanFigures[]
  readonly onChanged: () => void
}) => (
  <>
    <Scroll name={t('compare/figures')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('compare/figures')}</th>
            {both.map((plan) => (
              <th key={plan.id} scope="col">
                <span className="row">
                  <Link href={`/bord?programma=${encodeURIComponent(programmeId)}&plan=${plan.id}`}>{plan.name}</Link>
                  <State kind={states[plan.state]}>{t(`plan/state-${plan.state}`)}</State>
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {figures.map(([name, text]) => (
            <tr key={name}>
              <th scope="row">{t(name)}</th>
              {both.map((plan) => (
                <td key={plan.id}>{text(plan)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
    <div className="row no-print">
      {both.map((plan) => (
        <PublishButton key={plan.id} plan={plan} named onPublished={onChanged} />
      ))}
    </div>
  </>
)

/** The pages of moves, each asked for when the reader wants it. */
const MoreMoves = ({
  planId,
  withPlanId,
  after,
}: {
  readonly planId: string
  readonly withPlanId: string
  readonly after: string | null
}) => {
  const [more, setMore] = useState(false)
  const answer = useQuestion(comparisonQuery, { planId, withPlanId, after })
  return (
    <Answered answer={answer}>
      {({ comparePlans: { changed, extraMinutes, moves } }) => (
        <>
          {after === null && (
            <p>
              {changed === 0
                ? t('compare/nobody-moves')
                : t('compare/changed', { count: changed, minutes: signed.format(extraMinutes) })}
            </p>
          )}
          {moves.edges.length > 0 && <Moves moves={moves.edges.map(({ node }) => node)} />}
          {moves.pageInfo.hasNextPage &&
            (more ? (
              <MoreMoves planId={planId} withPlanId={withPlanId} after={moves.pageInfo.endCursor} />
            ) : (
              <div>
                <Button look="second" onPress={() => setMore(true)}>
                  {t('compare/more')}
                </Button>
              </div>
            ))}
        </>
      )}
    </Answered>
  )
}

export const ComparePage = () => {
  const { query } = useRoute()
  const planId = query.get('plan') ?? ''
  const answer = useQuestion(plansQuery, { planId })
  return (
    <Page title={t('compare/title')} lead={<p>{t('compare/lead')}</p>}>
      <Answered answer={answer}>
        {({ plan }) => {
          const plans = plan?.programme.plans ?? []
          const first = plans.find(({ id }) => id === planId)
          const second = plans.find(({ id }) => id === query.get('met')) ?? plans.findLast(({ id }) => id !== planId)
          if (first === undefined || second === undefined)
            return (
              <Empty title={t('compare/needs-two')}>
                <p>{t('compare/needs-two-how')}</p>
                <Link className="button second" href="/bord">
                  {t('compare/to-board')}
                </Link>
              </Empty>
            )
          return (
            <>
              <div className="plan-bar no-print">
                <Choice label={t('compare/first')} name="plan" value={first.id} plans={plans} />
                <Choice label={t('compare/second')} name="met" value={second.id} plans={plans} />
              </div>
              <Figures
                programmeId={plan!.programme.id}
                both={first.id === second.id ? [first] : [first, second]}
                onChanged={answer.again}
              />
              <section className="stack tight" aria-labelledby="moves">
                <h2 id="moves">{t('move/title')}</h2>
                <MoreMoves key={`${first.id} ${second.id}`} planId={first.id} withPlanId={second.id} after={null} />
              </section>
            </>
          )
        }}
      </Answered>
    </Page>
  )
}
