// A school's morning: who is missing, who registered, who is excused, on a day and live on the day itself.
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { daysLater } from '../../calendar.ts'
import { longDay } from '../../days.ts'
import { useQuestion } from '../../graph/use-question.ts'
import { t } from '../../language.ts'
import { remember, useRoute } from '../../route.ts'
import { Answered } from '../../ui/answered.tsx'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Field } from '../../ui/field.tsx'
import { Page } from '../../ui/page.tsx'
import { useViewer } from '../../viewer.ts'
import { schoolsQuery } from './attendance-query.ts'
import { DayOfSchool } from './day-of-school.tsx'
import type { Moment } from './standing.ts'
import { useMoment } from './use-moment.ts'

type School = { readonly id: string; readonly name: string }
type Chosen = { readonly date: string; readonly moment: Moment }

/** The office looks at one school at a time. */
const OfChosenSchool = ({ schools, ...chosen }: Chosen & { readonly schools: readonly School[] }) => {
  const wanted = useRoute().query.get('school')
  const school = schools.find(({ id }) => id === wanted) ?? schools[0]
  if (school === undefined)
    return (
      <Empty title={t('attendance/no-schools')}>
        <p>{t('attendance/no-schools-how')}</p>
      </Empty>
    )
  return (
    <>
      <Field label={t('attendance/school')}>
        {(given) => (
          <select
            {...given}
            className="input"
            value={school.id}
            onChange={(event) => {
              remember('bedrijf', undefined)
              remember('school', event.target.value)
            }}
          >
            {schools.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <DayOfSchool key={`${school.id} ${chosen.date}`} schoolId={school.id} {...chosen} />
    </>
  )
}

const OfEverySchool = (chosen: Chosen) => (
  <Answered answer={useQuestion(schoolsQuery, {})}>
    {({ season }) => <OfChosenSchool schools={season?.schools ?? []} {...chosen} />}
  </Answered>
)

const isDay = (text: string | null): text is string => text !== null && /^\d{4}-\d\d-\d\d$/.test(text)

export const AttendancePage = () => {
  const { school } = useViewer()
  const moment = useMoment()
  const asked = useRoute().query.get('dag')
  const date = isDay(asked) ? asked : moment.today
  const go = (to: string) => remember('dag', to === moment.today ? undefined : to)
  const chosen = { date, moment }
  return (
    <Page
      title={t(date === moment.today ? 'attendance/title' : 'attendance/title-day')}
      lead={<p>{school === null ? longDay(date) : t('attendance/at', { day: longDay(date), school: school.name })}</p>}
      actions={
        <>
          {date !== moment.today && (
            <Button look="bare" onPress={() => go(moment.today)}>
              {t('company/back-to-today')}
            </Button>
          )}
          <Button look="second" size="icon" label={t('company/day-before')} onPress={() => go(daysLater(date, -1))}>
            <ChevronLeft aria-hidden />
          </Button>
          <Button look="second" size="icon" label={t('company/day-after')} onPress={() => go(daysLater(date, 1))}>
            <ChevronRight aria-hidden />
          </Button>
        </>
      }
    >
      {school === null ? <OfEverySchool {...chosen} /> : <DayOfSchool key={date} schoolId={school.id} {...chosen} />}
    </Page>
  )
}
