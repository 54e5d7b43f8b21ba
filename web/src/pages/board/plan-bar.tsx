// Which programme and plan the board shows, how good the plan is, and making and publishing plans.
import { CircleAlert, GitCompareArrows, Printer, RefreshCw } from 'lucide-react'
import { useDraft } from '../../graph/use-draft.ts'
import { locale, t } from '../../language.ts'
import { remember } from '../../route.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Link } from '../../ui/link.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Progress } from '../../ui/progress.tsx'
import { State } from '../../ui/state.tsx'
import { useViewer } from '../../viewer.ts'
import type { BoardPlan, BoardProgramme } from './board-query.ts'
import { PublishButton } from './publish-button.tsx'

type PlanBarProps = {
  readonly programmes: readonly BoardProgramme[]
  readonly programme: BoardProgramme
  readonly plan: BoardPlan | undefined
  readonly onChanged: () => void
}
const states = { DRAFT: 'info', PUBLISHED: 'positive', SUPERSEDED: 'neutral' } as const
const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 })

const Quality = ({ plan: { state, quality } }: { readonly plan: BoardPlan }) => (
  <div className="row">
    <State kind={states[state]}>{t(`plan/state-${state}`)}</State>
    <span>{t('plan/placed', { placed: quality.placed, unplaced: quality.unplaced })}</span>
    <span>{t('plan/travel', { minutes: Math.round(quality.averageTravelMinutes) })}</span>
    <span>{quality.gap === 0 ? t('plan/proven') : t('plan/gap', { gap: percent.format(quality.gap) })}</span>
  </div>
)

/** The plan that is shown and one to lay beside it, the one that holds (or the newest other one); the older of the two first. */
const toCompare = ({ plans }: BoardProgramme, plan: BoardPlan | undefined): readonly BoardPlan[] => {
  const others = plans.filter(({ id }) => id !== plan?.id)
  const other = others.find(({ state }) => state === 'PUBLISHED') ?? others.at(-1)
  if (plan === undefined || other === undefined) return []
  return [plan, other].toSorted((a, b) => a.draftedAt.localeCompare(b.draftedAt))
}

const addressOf = (path: string, words: Readonly<Record<string, string>>) => `${path}?${new URLSearchParams(words)}`

export const PlanBar = ({ programmes, programme, plan, onChanged }: PlanBarProps) => {
  const { role } = useViewer()
  const { draft, cancel, busy, problem, stage, share } = useDraft()
  const [older, newer] = toCompare(programme, plan)
  const mendable = programme.kind !== 'ATELIER' && plan?.state === 'PUBLISHED' && role === 'coordinator'
  const makePlan = async () => {
    const made = await draft(programme.id, plan?.id ?? null)
    if (made === undefined) return
    remember('plan', made)
    onChanged()
  }
  return (
    <div className="stack no-print">
      <div className="plan-bar">
        <Field label={t('season/programme')}>
          {(given) => (
            <select
              {...given}
              className="input"
              value={programme.id}
              onChange={(event) => {
                remember('plan', undefined)
                remember('programma', event.target.value)
              }}
            >
              {programmes.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Field>
        {programme.plans.length > 0 && (
          <Field label={t('season/plan')}>
            {(given) => (
              <select
                {...given}
                className="input"
                value={plan?.id ?? ''}
                onChange={(event) => remember('plan', event.target.value)}
              >
                {programme.plans.map(({ id, name, state }) => (
                  <option key={id} value={id}>
                    {name} ({t(`plan/state-${state}`)})
                  </option>
                ))}
              </select>
            )}
          </Field>
        )}
        <div className="row">
          <Button look={plan === undefined ? 'main' : 'second'} busy={busy} onPress={makePlan}>
            <RefreshCw aria-hidden size={18} />
            {t(plan === undefined ? 'plan/make' : 'plan/make-new')}
          </Button>
          {plan !== undefined && <PublishButton plan={plan} onPublished={onChanged} />}
          {mendable && (
            <Link className="button second" href={addressOf('/herplan', { programma: programme.id })}>
              <CircleAlert aria-hidden size={18} />
              {t('repair/something')}
            </Link>
          )}
          {older !== undefined && newer !== undefined && (
            <Link className="button bare" href={addressOf('/vergelijk', { plan: older.id, met: newer.id })}>
              <GitCompareArrows aria-hidden size={18} />
              {t('compare/compare')}
            </Link>
          )}
          {plan !== undefined && (
            <Button look="bare" onPress={() => window.print()}>
              <Printer aria-hidden size={18} />
              {t('code/print')}
            </Button>
          )}
        </div>
      </div>
      {busy && (
        <div className="row">
          <Progress text={t(`plan/stage-${stage ?? 'QUEUED'}`)} share={share} />
          <Button look="bare" onPress={cancel}>
            {t('plan/stop')}
          </Button>
        </div>
      )}
      {problem !== undefined && (
        <Notice kind="negative">
          <p>{problem.text}</p>
        </Notice>
      )}
      {plan !== undefined && <Quality plan={plan} />}
    </div>
  )
}
