// The season at a glance: how far the asking is, what needs a hand, and every programme with its students and places.

import { span } from '../../days.ts'
import { useQuestion } from '../../graph/use-question.ts'
import { t } from '../../language.ts'
import { Answered } from '../../ui/answered.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Figure } from '../../ui/figure.tsx'
import { Link } from '../../ui/link.tsx'
import { Page } from '../../ui/page.tsx'
import { Programmes } from './programmes.tsx'
import { type Season, seasonQuery } from './season-query.ts'
import { Shortages } from './shortages.tsx'
import { Work } from './work.tsx'
import { companiesIn, published, workList } from './work-list.ts'

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0)

const Figures = ({ season, companies }: { readonly season: Season; readonly companies: number }) => {
  const asked = sum(season.asking.map((one) => one.companies))
  const answered = sum(
    (['ANSWERED', 'DECLINED', 'LATER', 'WITHDRAWN'] as const).map((state) => companiesIn(season, state)),
  )
  const plans = season.programmes.map(published).filter((plan) => plan !== undefined)
  return (
    <div className="figures">
      <Figure value={companies} name={t('season/companies')} href="/bedrijven" />
      <Figure value={asked} name={t('season/asked')} href="/bedrijven?staat=alle" />
      <Figure value={answered} name={t('season/answered')} href="/bedrijven?staat=ANSWERED" />
      <Figure
        value={sum(season.programmes.map(({ offered }) => offered))}
        name={t('season/offered')}
        href="/bedrijven?staat=ANSWERED"
      />
      <Figure value={sum(plans.map(({ quality }) => quality.placed))} name={t('season/placed')} href="/bord" />
      <Figure
        value={sum(plans.map(({ quality }) => quality.unplaced))}
        name={t('season/without')}
        href="/bord?gaten=1"
      />
    </div>
  )
}

export const SeasonPage = () => {
  const answer = useQuestion(seasonQuery, {})
  const season = answer.state === 'here' ? answer.data.season : null
  return (
    <Page
      title={season === null ? t('season/name') : t('season/title', { region: season.region })}
      lead={season === null ? undefined : <p>{span(season.from, season.until)}</p>}
    >
      <Answered answer={answer} lines={8}>
        {({ season: found, companies, students, people, duplicates }) =>
          found === null ? (
            <Empty title={t('season/none')}>
              <p>{t('season/none-how')}</p>
              <Link className="button large" href="/seizoen-openen">
                {t('setup/season')}
              </Link>
            </Empty>
          ) : (
            <>
              <Figures season={found} companies={companies.totalCount} />
              <Work
                tasks={workList(found, {
                  companies: companies.totalCount,
                  students: students.totalCount,
                  staff: people.filter(({ role }) => role === 'STAFF').length,
                  duplicates: duplicates.length,
                })}
                mendable={found.programmes.some((one) => published(one) !== undefined)}
              />
              <Programmes programmes={found.programmes} />
              <p className="row">
                <Link href="/programma-openen">{t('setup/open-programme')}</Link>
                <Link href="/behoefte">{t('need/title')}</Link>
                <Link href="/mensen">{t('people/title')}</Link>
              </p>
              <Shortages programmes={found.programmes} />
            </>
          )
        }
      </Answered>
    </Page>
  )
}
