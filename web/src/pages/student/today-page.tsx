// A student's first page: where to be today and when, and after that everything that is planned.
import { Clock, MapPin, ScanLine } from 'lucide-react'
import { DayState } from '../../attendance/day-state.tsx'
import { dayOf, longDay } from '../../days.ts'
import { useQuestion } from '../../graph/use-question.ts'
import { t } from '../../language.ts'
import { now } from '../../now.ts'
import { Answered } from '../../ui/answered.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Link } from '../../ui/link.tsx'
import { Page } from '../../ui/page.tsx'
import { firstDay, type Period } from './planning.ts'
import { Schedule } from './schedule.tsx'
import { type Day, type Placement, todayQuery, type Where } from './today-query.ts'

const Place = ({ where }: { readonly where: Where }) => {
  const address = [where.address, `${where.postcode} ${where.place}`].filter((part) => part.trim() !== '').join(', ')
  return (
    <p className="where">
      <MapPin aria-hidden size={20} />
      <a href={`https://www.openstreetmap.org/search?query=${encodeURIComponent(address)}`} rel="noreferrer">
        {address}
      </a>
    </p>
  )
}

const Today = ({ day }: { readonly day: Day }) => (
  <section className="card lead" aria-label={t('today/here')}>
    <div>
      <DayState {...day} />
    </div>
    <h2>{day.company.name}</h2>
    <p className="where">
      <Clock aria-hidden size={20} />
      {t('today/starts', { time: day.programme.startsAt, programme: day.programme.name })}
    </p>
    <Place where={day.company} />
    <Link className="button large full" href="/scan">
      <ScanLine aria-hidden size={20} />
      {t(day.checkedInAt === null ? 'today/check-in' : 'today/check-out')}
    </Link>
  </section>
)

const nextOf = (placements: readonly Placement[], holidays: readonly Period[], date: string) =>
  placements
    .flatMap(({ programme, stops }) =>
      stops.flatMap((stop) => {
        const day = firstDay(stop, programme.weekdays, holidays, date)
        return day === undefined ? [] : [{ day, stop, programme }]
      }),
    )
    .toSorted((a, b) => a.day.localeCompare(b.day))[0]

export const TodayPage = () => {
  const date = dayOf(now())
  const answer = useQuestion(todayQuery, { date })
  return (
    <Page title={t('today/title')} lead={<p>{longDay(date)}</p>} width="narrow">
      <Answered answer={answer} lines={6}>
        {({ attendance, season, viewer }) => {
          const placements = (viewer.student?.placements ?? []).filter(({ state }) => state === 'OPENED')
          const holidays = season?.holidays ?? []
          const next = nextOf(placements, holidays, date)
          if (placements.length === 0)
            return (
              <Empty title={t('today/nothing-yet')}>
                <p>{t('today/nothing-yet-how')}</p>
                <Link className="button second" href="/voorkeuren">
                  {t('wish/name')}
                </Link>
              </Empty>
            )
          return (
            <>
              {attendance.map((day) => (
                <Today key={day.id} day={day} />
              ))}
              {attendance.length === 0 && (
                <section className="card lead">
                  <h2>{t('today/free')}</h2>
                  {next !== undefined && (
                    <>
                      <p>
                        {t('today/next', {
                          day: longDay(next.day),
                          time: next.programme.startsAt,
                          name: next.stop.company.name,
                        })}
                      </p>
                      <Place where={next.stop.company} />
                    </>
                  )}
                </section>
              )}
              <Schedule placements={placements} holidays={holidays} date={date} />
            </>
          )
        }}
      </Answered>
    </Page>
  )
}
