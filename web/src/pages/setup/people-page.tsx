// The people of the bureau and its schools, and inviting one more.
import { UserPlus } from 'lucide-react'
import { useState } from 'react'
import { useChange } from '../../graph/use-change.ts'
import { useQuestion } from '../../graph/use-question.ts'
import { t } from '../../language.ts'
import { Answered } from '../../ui/answered.tsx'
import { Button } from '../../ui/button.tsx'
import { Choice, Entry } from '../../ui/entry.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page } from '../../ui/page.tsx'
import { Scroll } from '../../ui/scroll.tsx'
import { invitePerson, type Person, peopleQuery, type School } from './setup-query.ts'

const People = ({ people }: { readonly people: readonly Person[] }) => (
  <Scroll name={t('people/title')}>
    <table className="stacks">
      <thead>
        <tr>
          <th scope="col">{t('people/name')}</th>
          <th scope="col">{t('people/email')}</th>
          <th scope="col">{t('people/role')}</th>
        </tr>
      </thead>
      <tbody>
        {people.map(({ id, name, email, role, school }) => (
          <tr key={id}>
            <th scope="row">{name}</th>
            <td>{email}</td>
            <td>{school?.name ?? t(`people/role-${role}`)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </Scroll>
)

const InviteForm = ({
  schools,
  onInvited,
}: {
  readonly schools: readonly School[]
  readonly onInvited: () => void
}) => {
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [schoolId, setSchoolId] = useState(schools[0]?.id ?? '')
  const [invited, setInvited] = useState<string>()
  const { change, busy, problem } = useChange(invitePerson)
  const invite = async () => {
    setInvited(undefined)
    const who = { email: email.trim(), name: name.trim() }
    const input =
      schoolId === '' ? { ...who, role: 'COORDINATOR' as const } : { ...who, role: 'STAFF' as const, schoolId }
    if ((await change({ input })) === undefined) return
    setInvited(name.trim())
    setName('')
    setEmail('')
    onInvited()
  }
  return (
    <section className="stack" aria-labelledby="invite">
      <h2 id="invite">{t('people/invite')}</h2>
      <Entry label={t('people/name')} value={name} onChange={setName} />
      <Entry label={t('people/email')} type="email" value={email} onChange={setEmail} />
      <Choice
        label={t('people/works-for')}
        value={schoolId}
        options={[
          ...schools.map(({ id, name: school, place }) => [id, `${school}, ${place}`] as const),
          ['', t('people/bureau')] as const,
        ]}
        onChange={setSchoolId}
      />
      {problem !== undefined && (
        <Notice kind="negative">
          <p>{problem.text}</p>
        </Notice>
      )}
      {invited !== undefined && (
        <Notice kind="positive">
          <p>{t('people/invited', { name: invited })}</p>
        </Notice>
      )}
      <div>
        <Button busy={busy} disabled={name.trim() === '' || email.trim() === ''} onPress={invite}>
          <UserPlus aria-hidden size={18} />
          {t('people/invite')}
        </Button>
      </div>
    </section>
  )
}

export const PeoplePage = () => {
  const answer = useQuestion(peopleQuery, {})
  return (
    <Page title={t('people/title')} lead={<p>{t('people/lead')}</p>} width="narrow">
      <Answered answer={answer}>
        {({ people, season }) => (
          <>
            <People people={people} />
            <InviteForm schools={season?.schools ?? []} onInvited={answer.again} />
          </>
        )}
      </Answered>
    </Page>
  )
}
