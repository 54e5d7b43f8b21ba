// A company's first page: who comes today, and one tap to confirm that they are there.
import { ChevronLeft, ChevronRight, QrCode } from 'lucide-react'
import { useState } from 'react'
import { useSubscription } from 'urql'
import { daysLater } from '../../calendar.ts'
import { dayOf, longDay } from '../../days.ts'
import { useChange } from '../../graph/use-change.ts'
import { useQuestion } from '../../graph/use-question.ts'
import { t } from '../../language.ts'
import { now } from '../../now.ts'
import { Answered } from '../../ui/answered.tsx'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Link } from '../../ui/link.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page } from '../../ui/page.tsx'
import { useViewer } from '../../viewer.ts'
import { Guests } from './guests.tsx'
import { confirmMutation, guestsQuery, guestsToday } from './today-query.ts'

export const CompanyTodayPage = () => {
  const { company } = useViewer()
  const companyId = company?.id ?? ''
  const today = dayOf(now())
  const [date, setDate] = useState(today)
  const answer = useQuestion(guestsQuery, { date, companyId })
  const { change, busy, problem } = useChange(confirmMutation)
  useSubscription({ query: guestsToday, variables: { companyId } }, () => {
    answer.again()
    return undefined
  })
  const say = async (present: readonly string[], absent: readonly string[]) => {
    await change({ input: { companyId, date, present, absent } })
    answer.again()
  }
  return (
    <Page
      title={date === today ? t('company/today') : t('company/day')}
      lead={<p>{t('company/at', { day: longDay(date), name: company?.name ?? '' })}</p>}
      width="narrow"
    >
      <div className="row">
        <Button look="second" size="icon" label={t('company/day-before')} onPress={() => setDate(daysLater(date, -1))}>
          <ChevronLeft aria-hidden />
        </Button>
        <Button look="second" size="icon" label={t('company/day-after')} onPress={() => setDate(daysLater(date, 1))}>
          <ChevronRight aria-hidden />
        </Button>
        {date !== today && (
          <Button look="bare" onPress={() => setDate(today)}>
            {t('company/back-to-today')}
          </Button>
        )}
        <Link className="button second" href="/scherm">
          <QrCode aria-hidden size={20} />
          {t('company/show-code')}
        </Link>
      </div>
      {problem !== undefined && (
        <Notice kind="negative">
          <p>{problem.text}</p>
        </Notice>
      )}
      <Answered answer={answer}>
        {({ attendance }) =>
          attendance.length === 0 ? (
            <Empty title={t('company/nobody')}>
              <p>{t('company/nobody-how')}</p>
            </Empty>
          ) : (
            <Guests guests={attendance} busy={busy} open={date <= today} onSay={say} />
          )
        }
      </Answered>
    </Page>
  )
}
