// The call of a season: written once, shown as the letter that companies get, and sent to all who are chosen.
import { Send } from 'lucide-react'
import { useState } from 'react'
import { gql } from 'urql'
import { daysLater } from '../../calendar.ts'
import { dayOf, longDay } from '../../days.ts'
import { useChange } from '../../graph/use-change.ts'
import { useQuestion } from '../../graph/use-question.ts'
import { t } from '../../language.ts'
import { now } from '../../now.ts'
import { Answered } from '../../ui/answered.tsx'
import { Button } from '../../ui/button.tsx'
import { Confirm } from '../../ui/confirm.tsx'
import { Field } from '../../ui/field.tsx'
import { Link } from '../../ui/link.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page } from '../../ui/page.tsx'
import { AskList } from './ask-list.tsx'
import { Letter } from './letter.tsx'

type Call = {
  readonly id: string
  readonly openedAt: string
  readonly subject: string
  readonly text: string
  readonly deadline: string
}
const callQuery = gql<
  {
    readonly season: { readonly id: string; readonly region: string; readonly call: Call | null } | null
    readonly companies: { readonly totalCount: number }
  },
  Record<string, never>
>`
  query CallOfSeason { season { id region call { id openedAt subject text deadline } } companies(first: 1) { totalCount } }
`
const openCall = gql<
  { readonly openCall: { readonly id: string } },
  {
    readonly input: {
      readonly subject: string
      readonly text: string
      readonly deadline: string
      readonly companyIds?: readonly string[]
    }
  }
>`
  mutation OpenCall($input: OpenCallInput!) { openCall(input: $input) { id openedAt subject text deadline } }
`

const weeksToAnswer = 4

const Editor = ({
  region,
  count,
  onOpened,
}: {
  readonly region: string
  readonly count: number
  readonly onOpened: () => void
}) => {
  const [subject, setSubject] = useState(t('call/subject-begin', { region }))
  const [text, setText] = useState(t('call/text-begin', { region }))
  const [deadline, setDeadline] = useState(daysLater(dayOf(now()), weeksToAnswer * 7))
  const [chosen, setChosen] = useState<readonly string[]>()
  const [sure, setSure] = useState(false)
  const { change, busy, problem } = useChange(openCall)
  const asked = chosen?.length ?? count
  const send = async () => {
    setSure(false)
    const input = { subject, text, deadline, ...(chosen === undefined ? {} : { companyIds: chosen }) }
    if ((await change({ input })) !== undefined) onOpened()
  }
  return (
    <>
      <section className="stack" aria-label={t('call/write')}>
        <Field label={t('call/subject')}>
          {(given) => (
            <input
              {...given}
              className="input"
              maxLength={200}
              value={subject}
              onChange={(event) => setSubject(event.target.value)}
            />
          )}
        </Field>
        <Field label={t('call/text')} hint={t('call/text-hint')}>
          {(given) => (
            <textarea
              {...given}
              className="input"
              rows={8}
              maxLength={5000}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
        <Field label={t('call/deadline')}>
          {(given) => (
            <input
              {...given}
              className="input"
              type="date"
              min={dayOf(now())}
              value={deadline}
              onChange={(event) => setDeadline(event.target.value)}
            />
          )}
        </Field>
      </section>
      <AskList count={count} chosen={chosen} onChoose={setChosen} />
      <Letter subject={subject} text={text} deadline={deadline} region={region} />
      {problem !== undefined && (
        <Notice kind="negative">
          <p>{problem.text}</p>
        </Notice>
      )}
      <div>
        <Button
          size="large"
          busy={busy}
          disabled={asked === 0 || subject.trim() === '' || text.trim() === ''}
          onPress={() => setSure(true)}
        >
          <Send aria-hidden size={20} />
          {t('call/ask', { count: asked })}
        </Button>
      </div>
      <Confirm
        open={sure}
        title={t('call/sure', { count: asked })}
        yes={t('call/ask', { count: asked })}
        onYes={send}
        onNo={() => setSure(false)}
      >
        <p>{t('call/once')}</p>
      </Confirm>
    </>
  )
}

export const CallPage = () => {
  const answer = useQuestion(callQuery, {})
  return (
    <Page title={t('call/title')} lead={<p>{t('call/lead')}</p>} width="narrow">
      <Answered answer={answer}>
        {({ season, companies }) => {
          if (season === null) return <p>{t('season/none-how')}</p>
          if (season.call === null)
            return <Editor region={season.region} count={companies.totalCount} onOpened={answer.again} />
          const { subject, text, deadline, openedAt } = season.call
          return (
            <>
              <Notice kind="positive">
                <p>{t('call/sent', { day: longDay(dayOf(new Date(openedAt))), deadline: longDay(deadline) })}</p>
                <p>
                  <Link href="/bedrijven?staat=alle">{t('call/see-answers')}</Link>
                </p>
              </Notice>
              <Letter subject={subject} text={text} deadline={deadline} region={season.region} />
            </>
          )
        }}
      </Answered>
    </Page>
  )
}
