// How many students of which profile a school wants to place in a programme: declared, and declared anew when it changes.
import { profiles } from '@stagebureau/shared/words'
import { useState } from 'react'
import { useChange } from '../../graph/use-change.ts'
import { useQuestion } from '../../graph/use-question.ts'
import { t } from '../../language.ts'
import { remember, useRoute } from '../../route.ts'
import { Answered } from '../../ui/answered.tsx'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Choice, Entry } from '../../ui/entry.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page } from '../../ui/page.tsx'
import { Scroll } from '../../ui/scroll.tsx'
import { useViewer } from '../../viewer.ts'
import { SeasonFirst } from './season-first.tsx'
import { declareNeed, type NeedProgramme, needsQuery, type School } from './setup-query.ts'

const Needs = ({ programme: { needs, offered } }: { readonly programme: NeedProgramme }) => {
  if (needs.length === 0)
    return (
      <Empty title={t('need/none')}>
        <p>{t('need/none-how')}</p>
      </Empty>
    )
  return (
    <>
      <Scroll name={t('need/declared')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('need/school')}</th>
              <th scope="col">{t('setup/profile')}</th>
              <th scope="col" className="number">
                {t('season/students')}
              </th>
            </tr>
          </thead>
          <tbody>
            {needs.map(({ id, school, profile, students }) => (
              <tr key={id}>
                <th scope="row">{school.name}</th>
                <td>{profile ?? t('need/any-profile')}</td>
                <td className="number">{students}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      <p>{t('need/sum', { students: needs.reduce((sum, need) => sum + need.students, 0), places: offered })}</p>
    </>
  )
}

const DeclareForm = ({
  programme,
  schools,
  onDeclared,
}: {
  readonly programme: NeedProgramme
  readonly schools: readonly School[]
  readonly onDeclared: () => void
}) => {
  const viewer = useViewer()
  const office = viewer.role === 'coordinator'
  const [schoolId, setSchoolId] = useState(viewer.school?.id ?? schools[0]?.id ?? '')
  const [profile, setProfile] = useState('')
  const [students, setStudents] = useState('')
  const { change, busy, problem } = useChange(declareNeed)
  const declare = async () => {
    const input = {
      programmeId: programme.id,
      ...(office ? { schoolId } : {}),
      ...(profile === '' ? {} : { profile }),
      students: Number(students),
    }
    if ((await change({ input })) === undefined) return
    setStudents('')
    onDeclared()
  }
  const fitting = programme.profiles.length === 0 ? profiles : programme.profiles
  const ready = (!office || schoolId !== '') && /^\d+$/.test(students)
  return (
    <section className="stack" aria-label={t('need/declare')}>
      {office && (
        <Choice
          label={t('need/school')}
          value={schoolId}
          options={schools.map(({ id, name, place }) => [id, `${name}, ${place}`])}
          onChange={setSchoolId}
        />
      )}
      <Choice
        label={t('setup/profile')}
        value={profile}
        options={[['', t('need/any-profile')] as const, ...fitting.map((one) => [one, one] as const)]}
        onChange={setProfile}
      />
      <Entry
        label={t('need/students')}
        hint={t('need/again')}
        type="number"
        min={0}
        short
        value={students}
        onChange={setStudents}
      />
      {problem !== undefined && (
        <Notice kind="negative">
          <p>{problem.text}</p>
        </Notice>
      )}
      <div>
        <Button busy={busy} disabled={!ready} onPress={declare}>
          {t('need/declare')}
        </Button>
      </div>
    </section>
  )
}

export const NeedPage = () => {
  const { query } = useRoute()
  const answer = useQuestion(needsQuery, {})
  return (
    <Page title={t('need/title')} lead={<p>{t('need/lead')}</p>} width="narrow">
      <Answered answer={answer}>
        {({ season }) => {
          if (season === null) return <SeasonFirst />
          const programme = season.programmes.find(({ id }) => id === query.get('programma')) ?? season.programmes[0]
          if (programme === undefined)
            return (
              <Empty title={t('season/no-programmes')}>
                <p>{t('season/no-programmes-how')}</p>
              </Empty>
            )
          return (
            <>
              <Choice
                label={t('season/programme')}
                value={programme.id}
                options={season.programmes.map(({ id, name }) => [id, name])}
                onChange={(id) => remember('programma', id)}
              />
              <Needs programme={programme} />
              <DeclareForm programme={programme} schools={season.schools} onDeclared={answer.again} />
            </>
          )
        }}
      </Answered>
    </Page>
  )
}
