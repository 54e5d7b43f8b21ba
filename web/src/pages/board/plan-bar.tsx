// Which programme and plan the board shows, how good the plan is, and making and publishing plans.
import { Printer, RefreshCw, Send } from 'lucide-react'
import { useState } from 'react'
import { useChange } from '../../graph/use-change.ts'
import { locale, t } from '../../language.ts'
import { remember } from '../../route.ts'
import { Button } from '../../ui/button.tsx'
import { Confirm } from '../../ui/confirm.tsx'
import { Field } from '../../ui/field.tsx'
import { Loading } from '../../ui/loading.tsx'
import { Notice } from '../../ui/notice.tsx'
import { State } from '../../ui/state.tsx'
import { useViewer } from '../../viewer.ts'
import { type BoardPlan, type BoardProgramme, draftMutation, publishMutation } from './board-query.ts'

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

export const PlanBar = ({ programmes, programme, plan, onChanged }: PlanBarProps) => {
  const { role } = useViewer()
  const draft = useChange(draftMutation)
  const publish = useChange(publishMutation)
  const [sure, setSure] = useState(false)
  const problem = draft.problem ?? publish.problem
  const makePlan = async () => {
    const made = await draft.change({ programmeId: programme.id, basedOn: plan?.id ?? null })
    if (made === undefined) return
    remember('plan', made.draftPlan.id)
    onChanged()
  }
  const publishIt = async () => {
    setSure(false)
    if ((await publish.change({ planId: plan!.id })) !== undefined) onChanged()
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
          <Button look={plan === undefined ? 'main' : 'second'} busy={draft.busy} onPress={makePlan}>
            <RefreshCw aria-hidden size={18} />
            {t(plan === undefined ? 'plan/make' : 'plan/make-new')}
          </Button>
          {role === 'coordinator' && plan?.state === 'DRAFT' && (
            <Button busy={publish.busy} onPress={() => setSure(true)}>
              <Send aria-hidden size={18} />
              {t('plan/publish')}
            </Button>
          )}
          {plan !== undefined && (
            <Button look="bare" onPress={() => window.print()}>
              <Printer aria-hidden size={18} />
              {t('code/print')}
            </Button>
          )}
        </div>
      </div>
      {draft.busy && (
        <div role="status">
          <p>{t('plan/making')}</p>
          <Loading lines={1} />
        </div>
      )}
      {problem !== undefined && (
        <Notice kind="negative">
          <p>{problem.text}</p>
        </Notice>
      )}
      {plan !== undefined && <Quality plan={plan} />}
      <Confirm open={sure} title={t('plan/sure')} yes={t('plan/publish')} onYes={publishIt} onNo={() => setSure(false)}>
        <p>{t('plan/told')}</p>
      </Confirm>
    </div>
  )
}
