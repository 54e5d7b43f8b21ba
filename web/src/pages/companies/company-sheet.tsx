// What one company answered, whom to speak to there, and what the office can do about its link.
import { useState } from 'react'
import { gql } from 'urql'
import { useChange } from '../../graph/use-change.ts'
import { useQuestion } from '../../graph/use-question.ts'
import { type ScreenText, t } from '../../language.ts'
import { Answered } from '../../ui/answered.tsx'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useViewer } from '../../viewer.ts'
import type { InvitationState } from '../season/season-query.ts'

type ContactPerson = { readonly name: string; readonly email: string | null; readonly phone: string | null }
type Named = { readonly id: string; readonly name: string }
type Answer = {
  readonly id: string
  readonly state: InvitationState
  readonly linkRevoked: boolean
  readonly contactRequests: readonly { readonly school: Named | null }[]
  readonly offer: {
    readonly conditions: string | null
    readonly openings: readonly {
      readonly id: string
      readonly kind: string
      readonly profile: string | null
      readonly places: number
      readonly condition: string | null
    }[]
    readonly cases: readonly { readonly id: string; readonly title: string }[]
    readonly supervisor: ContactPerson | null
    readonly signatory: ContactPerson | null
    readonly preferredSchools: readonly Named[]
  } | null
}

const answerQuery = gql<{ readonly company: { readonly invitation: Answer | null } | null }, { readonly id: string }>`
  query CompanyAnswer($id: ID!) {
    company(id: $id) { id invitation {
      id state linkRevoked contactRequests { school { id name } }
      offer {
        conditions openings { id kind profile places condition } cases { id title }
        supervisor { name email phone } signatory { name email phone } preferredSchools { id name }
      }
    } }
  }
`
type Changed = { readonly id: string; readonly linkRevoked: boolean }
const renewLink = gql<{ readonly renewCompanyLink: Changed }, { readonly invitationId: string }>`
  mutation RenewCompanyLink($invitationId: ID!) { renewCompanyLink(invitationId: $invitationId) { id linkRevoked } }
`
const revokeLink = gql<{ readonly revokeCompanyLink: Changed }, { readonly invitationId: string }>`
  mutation RevokeCompanyLink($invitationId: ID!) { revokeCompanyLink(invitationId: $invitationId) { id linkRevoked } }
`

const recordBounce = gql<
  { readonly recordBounce: { readonly id: string; readonly state: InvitationState } },
  { readonly invitationId: string }
>`
  mutation RecordBounce($invitationId: ID!) { recordBounce(invitationId: $invitationId) { id state reason } }
`

const Line = ({ what, children }: { readonly what: string; readonly children: string }) => (
  <li>
    <strong className="grow">{what}</strong>
    <span className="grow">{children}</span>
  </li>
)
const reach = ({ name, email, phone }: ContactPerson): string =>
  [...new Set([name, email, phone])].filter((part) => part !== null).join(', ')

const Offer = ({ answer: { offer, contactRequests } }: { readonly answer: Answer }) => {
  const schools = contactRequests.flatMap(({ school }) => school?.name ?? [])
  return (
    <>
      {offer === null && <p>{t('companies/no-offer')}</p>}
      <ul className="lines">
        {offer?.openings.map(({ id, kind, profile, places, condition }) => (
          <Line key={id} what={t(`kind/${kind.toLowerCase()}` as ScreenText)}>
            {[profile, t('companies/places', { places }), condition].filter((part) => part !== null).join(', ')}
          </Line>
        ))}
        {offer?.cases.map(({ id, title }) => (
          <Line key={id} what={t('kind/atelier')}>
            {title}
          </Line>
        ))}
        {offer?.conditions != null && <Line what={t('companies/conditions')}>{offer.conditions}</Line>}
        {offer?.supervisor != null && <Line what={t('companies/supervisor')}>{reach(offer.supervisor)}</Line>}
        {offer?.signatory != null && <Line what={t('companies/signatory')}>{reach(offer.signatory)}</Line>}
        {offer !== null && offer.preferredSchools.length > 0 && (
          <Line what={t('companies/likes')}>{offer.preferredSchools.map(({ name }) => name).join(', ')}</Line>
        )}
        {schools.length > 0 && <Line what={t('companies/wanted-by')}>{schools.join(', ')}</Line>}
      </ul>
    </>
  )
}

const CompanyLink = ({ answer, onChanged }: { readonly answer: Answer; readonly onChanged: () => void }) => {
  const renewing = useChange(renewLink)
  const revoking = useChange(revokeLink)
  const [renewed, setRenewed] = useState(false)
  const variables = { invitationId: answer.id }
  const problem = renewing.problem ?? revoking.problem
  const renew = async () => {
    if ((await renewing.change(variables)) === undefined) return
    setRenewed(true)
    onChanged()
  }
  const revoke = async () => {
    if ((await revoking.change(variables)) === undefined) return
    setRenewed(false)
    onChanged()
  }
  return (
    <section className="stack tight" aria-labelledby="company-link">
      <h3 id="company-link">{t('companies/link')}</h3>
      <p>{t(answer.linkRevoked ? 'companies/link-off' : 'companies/link-how')}</p>
      {problem !== undefined && (
        <Notice kind="negative">
          <p>{problem.text}</p>
        </Notice>
      )}
      {renewed && (
        <Notice kind="positive">
          <p>{t('companies/link-renewed')}</p>
        </Notice>
      )}
      <div className="row">
        <Button look="second" busy={renewing.busy} onPress={renew}>
          {t('companies/link-renew')}
        </Button>
        {!answer.linkRevoked && (
          <Button look="bare" busy={revoking.busy} onPress={revoke}>
            {t('companies/link-revoke')}
          </Button>
        )}
      </div>
    </section>
  )
}

const CameBack = ({ answer, onBounced }: { readonly answer: Answer; readonly onBounced: () => void }) => {
  const { change, busy, problem } = useChange(recordBounce)
  const record = async () => {
    if ((await change({ invitationId: answer.id })) !== undefined) onBounced()
  }
  return (
    <>
      {problem !== undefined && (
        <Notice kind="negative">
          <p>{problem.text}</p>
        </Notice>
      )}
      <div>
        <Button look="second" busy={busy} onPress={record}>
          {t('companies/came-back')}
        </Button>
      </div>
    </>
  )
}

type CompanySheetProps = { readonly companyId: string; readonly onBounced: () => void }

export const CompanySheet = ({ companyId, onBounced }: CompanySheetProps) => {
  const { role } = useViewer()
  const answer = useQuestion(answerQuery, { id: companyId })
  return (
    <Answered answer={answer}>
      {({ company }) =>
        company?.invitation == null ? null : (
          <>
            <Offer answer={company.invitation} />
            {role === 'coordinator' && company.invitation.state === 'ASKED' && (
              <CameBack answer={company.invitation} onBounced={onBounced} />
            )}
            {role === 'coordinator' && <CompanyLink answer={company.invitation} onChanged={answer.again} />}
          </>
        )
      }
    </Answered>
  )
}
