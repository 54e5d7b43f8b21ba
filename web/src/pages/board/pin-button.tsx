// Pins a student to a company; before that it says what the whole plan would lose by it.
import { Pin } from 'lucide-react'
import { gql } from 'urql'
import { useChange } from '../../graph/use-change.ts'
import { useQuestion } from '../../graph/use-question.ts'
import { t } from '../../language.ts'
import { Button } from '../../ui/button.tsx'
import { Loading } from '../../ui/loading.tsx'
import { Notice } from '../../ui/notice.tsx'

type Counterfactual = {
  readonly possible: boolean
  readonly reason: string
  readonly othersMoved: number
  readonly extraMinutes: number
}
const whyNotQuery = gql<
  { readonly whyNot: Counterfactual },
  { readonly planId: string; readonly studentId: string; readonly openingId: string }
>`
  query WhyNot($planId: ID!, $studentId: ID!, $openingId: ID!) {
    whyNot(planId: $planId, studentId: $studentId, openingId: $openingId) { possible reason othersMoved extraMinutes }
  }
`
const pinMutation = gql<
  { readonly pinAssignment: { readonly id: string } },
  { readonly planId: string; readonly studentId: string; readonly openingId: string; readonly round: number | null }
>`
  mutation PinAssignment($planId: ID!, $studentId: ID!, $openingId: ID!, $round: Int) {
    pinAssignment(planId: $planId, studentId: $studentId, openingId: $openingId, round: $round) { id pinned }
  }
`

type PinButtonProps = {
  readonly planId: string
  readonly studentId: string
  readonly openingId: string
  readonly round: number | null
  readonly possible: boolean
  readonly onPinned: () => void
  readonly onBack: () => void
}

export const PinButton = ({ planId, studentId, openingId, round, possible, onPinned, onBack }: PinButtonProps) => {
  const why = useQuestion(whyNotQuery, { planId, studentId, openingId })
  const { change, busy, problem } = useChange(pinMutation)
  const pin = async () => {
    if ((await change({ planId, studentId, openingId, round })) !== undefined) onPinned()
  }
  return (
    <>
      {why.state === 'loading' && <Loading lines={1} />}
      {why.state === 'here' && (
        <Notice kind={why.data.whyNot.possible ? 'info' : 'warning'}>
          <p>{why.data.whyNot.reason}</p>
          {why.data.whyNot.possible && (
            <p>{t('board/costs', { others: why.data.whyNot.othersMoved, minutes: why.data.whyNot.extraMinutes })}</p>
          )}
        </Notice>
      )}
      {problem !== undefined && (
        <Notice kind="negative">
          <p>{problem.text}</p>
        </Notice>
      )}
      <div className="row">
        <Button busy={busy} disabled={!possible} onPress={pin}>
          <Pin aria-hidden size={18} />
          {t('board/pin')}
        </Button>
        <Button look="second" onPress={onBack}>
          {t('board/other')}
        </Button>
      </div>
    </>
  )
}
