// Has a plan made, and follows how far it is.
import { useState } from 'react'
import { gql, useSubscription } from 'urql'
import { useChange } from './use-change.ts'

const draftMutation = gql<
  { readonly draftPlan: { readonly id: string } },
  { readonly programmeId: string; readonly basedOn: string | null; readonly planId: string }
>`
  mutation DraftPlan($programmeId: ID!, $basedOn: ID, $planId: ID!) {
    draftPlan(input: { programmeId: $programmeId, basedOn: $basedOn, planId: $planId }) { id state }
  }
`
const cancelMutation = gql<{ readonly cancelDraft: boolean }, { readonly planId: string }>`
  mutation CancelDraft($planId: ID!) { cancelDraft(planId: $planId) }
`
type Stage = 'QUEUED' | 'SOLVING' | 'CHECKING' | 'READY' | 'FAILED'
const progressSubscription = gql<
  { readonly planProgress: { readonly state: Stage; readonly share: number | null } },
  { readonly planId: string }
>`
  subscription PlanProgress($planId: ID!) { planProgress(planId: $planId) { state share } }
`

/** `stage` and `share` (0 to 1, where it is known) tell how far the plan is while `busy`. */
export const useDraft = () => {
  const { change, busy, problem } = useChange(draftMutation)
  const { change: cancel } = useChange(cancelMutation)
  const [planId, setPlanId] = useState('')
  const [{ data }] = useSubscription({ query: progressSubscription, variables: { planId }, pause: !busy })
  return {
    busy,
    problem,
    stage: data?.planProgress.state,
    share: data?.planProgress.share ?? undefined,
    cancel: () => cancel({ planId }),
    /** The id of the plan that was made, or undefined when it was refused. */
    draft: async (programmeId: string, basedOn: string | null): Promise<string | undefined> => {
      const id = crypto.randomUUID()
      setPlanId(id)
      return (await change({ programmeId, basedOn, planId: id }))?.draftPlan.id
    },
  }
}
