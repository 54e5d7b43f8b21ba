// Publishes a plan, after asking once more; only the office may.
import { Send } from 'lucide-react'
import { useState } from 'react'
import { gql } from 'urql'
import { useChange } from '../../graph/use-change.ts'
import { t } from '../../language.ts'
import { Button } from '../../ui/button.tsx'
import { Confirm } from '../../ui/confirm.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useViewer } from '../../viewer.ts'

const publishMutation = gql<{ readonly publishPlan: { readonly id: string } }, { readonly planId: string }>`
  mutation PublishPlan($planId: ID!) { publishPlan(planId: $planId) { id state } }
`

type PublishButtonProps = {
  readonly plan: { readonly id: string; readonly name: string; readonly state: string }
  /** Says which plan, where there are several to choose from. */
  readonly named?: boolean
  readonly onPublished: () => void
}

export const PublishButton = ({ plan, named = false, onPublished }: PublishButtonProps) => {
  const { role } = useViewer()
  const { change, busy, problem } = useChange(publishMutation)
  const [sure, setSure] = useState(false)
  if (role !== 'coordinator' || plan.state !== 'DRAFT') return null
  const publish = async () => {
    setSure(false)
    if ((await change({ planId: plan.id })) !== undefined) onPublished()
  }
  const text = named ? t('plan/publish-named', { name: plan.name }) : t('plan/publish')
  return (
    <>
      <Button busy={busy} onPress={() => setSure(true)}>
        <Send aria-hidden size={18} />
        {text}
      </Button>
      {problem !== undefined && (
        <Notice kind="negative">
          <p>{problem.text}</p>
        </Notice>
      )}
      <Confirm open={sure} title={t('plan/sure')} yes={t('plan/publish')} onYes={publish} onNo={() => setSure(false)}>
        <p>{t('plan/told')}</p>
      </Confirm>
    </>
  )
}
