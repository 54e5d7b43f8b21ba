// A table of companies with the state of their invitation, and what can be done about it.
import { useState } from 'react'
import { gql } from 'urql'
import { briefDay } from '../../days.ts'
import { useChange } from '../../graph/use-change.ts'
import { t } from '../../language.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Scroll } from '../../ui/scroll.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { State, type StateKind } from '../../ui/state.tsx'
import { useViewer } from '../../viewer.ts'
import type { InvitationState } from '../season/season-query.ts'
import { CompanySheet } from './company-sheet.tsx'

type Invitation = {
  readonly id: string
  readonly state: InvitationState
  readonly reminders: number
  readonly answeredAt: string | null
  readonly reason: string | null
  readonly askAgainOn: string | null
}
export type Company = {
  readonly id: string
  readonly name: string
  readonly place: string
  readonly kvkNumber: string
  readonly email: string | null
  readonly phone: string | null
  readonly profiles: readonly string[]
  readonly invitation: Invitation | null
}

const askCompany = gql<{ readonly askCompany: { readonly id: string } }, { readonly companyId: string }>`
  mutation AskCompany($companyId: ID!) { askCompany(companyId: $companyId) { id state } }
`
const mendInvitation = gql<
  { readonly mendInvitation: { readonly id: string } },
  { readonly invitationId: string; readonly email: string }
>`
  mutation MendInvitation($invitationId: ID!, $email: String!) { mendInvitation(invitationId: $invitationId, email: $email) { id state } }
`

const kinds: Readonly<Record<InvitationState, StateKind>> = {
  ASKED: 'info',
  ANSWERED: 'positive',
  DECLINED: 'neutral',
  LATER: 'info',
  SILENT: 'neutral',
  BOUNCED: 'negative',
  WITHDRAWN: 'warning',
}

const Mend = ({ company, onDone }: { readonly company: Company; readonly onDone: () => void }) => {
  const [email, setEmail] = useState(company.email ?? '')
  const { change, busy, problem } = useChange(mendInvitation)
  const mend = async () => {
    if ((await change({ invitationId: company.invitation!.id, email })) !== undefined) onDone()
  }
  return (
    <>
      <p>{t('companies/mend-how', { name: company.name })}</p>
      {company.phone !== null && <p>{t('companies/call-them', { phone: company.phone })}</p>}
      <Field label={t('companies/address')} flaw={problem?.text}>
        {(given) => (
          <input
            {...given}
            className="input"
            type="email"
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
        )}
      </Field>
      <div>
        <Button busy={busy} onPress={mend}>
          {t('companies/mend-send')}
        </Button>
      </div>
    </>
  )
}

export const Companies = ({
  companies,
  onChanged,
}: {
  readonly companies: readonly Company[]
  readonly onChanged: () => void
}) => {
  const { role } = useViewer()
  const [mending, setMending] = useState<Company>()
  const [looking, setLooking] = useState<Company>()
  const { change, busy, problem } = useChange(askCompany)
  const ask = async (companyId: string) => {
    if ((await change({ companyId })) !== undefined) onChanged()
  }
  return (
    <>
      {problem !== undefined && (
        <Notice kind="negative">
          <p>{problem.text}</p>
        </Notice>
      )}
      <Scroll name={t('companies/title')}>
        <table className="stacks">
          <thead>
            <tr>
              <th scope="col">{t('companies/name')}</th>
              <th scope="col">{t('companies/place')}</th>
              <th scope="col">{t('companies/profiles')}</th>
              <th scope="col">{t('companies/state')}</th>
              <th scope="col">
                <span className="unseen">{t('companies/do')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {companies.map((company) => {
              const { id, name, place, kvkNumber, profiles, invitation } = company
              return (
                <tr key={id}>
                  <th scope="row">
                    {name}
                    <br />
                    <span className="quiet small">KvK {kvkNumber}</span>
                  </th>
                  <td>{place}</td>
                  <td>{profiles.join(', ')}</td>
                  <td>
                    {invitation === null ? (
                      <State kind="neutral">{t('asked/none')}</State>
                    ) : (
                      <>
                        <State kind={kinds[invitation.state]}>
                          {t(`asked/${invitation.state}`)}
                          {invitation.askAgainOn !== null && ` (${briefDay(invitation.askAgainOn)})`}
                        </State>
                        {invitation.reason !== null && <div className="quiet small">{invitation.reason}</div>}
                      </>
                    )}
                  </td>
                  <td>
                    {invitation === null && (
                      <Button
                        look="second"
                        busy={busy}
                        label={t('companies/ask-name', { name })}
                        onPress={() => ask(id)}
                      >
                        {t('companies/ask')}
                      </Button>
                    )}
                    {role === 'coordinator' && invitation?.state === 'BOUNCED' && (
                      <Button
                        look="second"
                        label={t('companies/mend-name', { name })}
                        onPress={() => setMending(company)}
                      >
                        {t('companies/mend')}
                      </Button>
                    )}
                    {invitation !== null && (
                      <Button
                        look="bare"
                        label={t('companies/look-name', { name })}
                        onPress={() => setLooking(company)}
                      >
                        {t('companies/look')}
                      </Button>
                    )}
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </Scroll>
      <Sheet open={mending !== undefined} title={t('companies/mend')} onClose={() => setMending(undefined)}>
        {mending !== undefined && (
          <Mend
            company={mending}
            onDone={() => {
              setMending(undefined)
              onChanged()
            }}
          />
        )}
      </Sheet>
      <Sheet open={looking !== undefined} title={looking?.name ?? ''} onClose={() => setLooking(undefined)}>
        {looking !== undefined && (
          <CompanySheet
            companyId={looking.id}
            onBounced={() => {
              setLooking(undefined)
              onChanged()
            }}
          />
        )}
      </Sheet>
    </>
  )
}
