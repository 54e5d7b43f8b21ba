// The Atelier: the questions that companies put, the teams that work on them, and their opening and final pitch.
import { useQuestion } from '../../graph/use-question.ts'
import { t } from '../../language.ts'
import { Answered } from '../../ui/answered.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Link } from '../../ui/link.tsx'
import { Page } from '../../ui/page.tsx'
import { State } from '../../ui/state.tsx'
import { useViewer } from '../../viewer.ts'
import { type Atelier, atelierQuery, type Case } from './atelier-query.ts'
import { Teams } from './teams.tsx'

const Cases = ({ cases, ateliers }: { readonly cases: readonly Case[]; readonly ateliers: readonly Atelier[] }) => (
  <ul className="cards plain-list">
    {cases.map(({ id, title, problem, world, maxTeams, company }) => {
      const teams = ateliers.flatMap((atelier) => atelier.teams.filter((team) => team.case?.id === id)).length
      return (
        <li key={id} className="card">
          <h3>{title}</h3>
          {problem !== title && <p>{problem}</p>}
          <p className="quiet">{[company.name, world].filter((part) => part !== null).join(' · ')}</p>
          <div>
            <State kind={teams > 0 ? 'positive' : 'neutral'}>
              {t('atelier/so-many-teams', { teams, most: maxTeams })}
            </State>
          </div>
        </li>
      )
    })}
  </ul>
)

export const AtelierPage = () => {
  const { role } = useViewer()
  const answer = useQuestion(atelierQuery, {})
  const bySchool = role === 'coordinator' || role === 'staff'
  return (
    <Page title={t('atelier/title')} lead={<p>{t('atelier/lead')}</p>}>
      <Answered answer={answer}>
        {({ season }) => {
          const ateliers = (season?.programmes ?? []).filter(({ kind }) => kind === 'ATELIER')
          const cases = season?.cases ?? []
          return (
            <>
              {ateliers.map((atelier) => (
                <section key={atelier.id} className="stack tight" aria-label={atelier.name}>
                  <h2>{atelier.name}</h2>
                  {atelier.teams.length === 0 ? (
                    <Empty title={t('atelier/no-teams')}>
                      <p>{t('atelier/no-teams-how')}</p>
                      {bySchool && (
                        <Link className="button second" href={`/bord?programma=${encodeURIComponent(atelier.id)}`}>
                          {t('work/make-plan')}
                        </Link>
                      )}
                    </Empty>
                  ) : (
                    <Teams atelier={atelier} onChanged={answer.again} />
                  )}
                </section>
              ))}
              <section className="stack tight" aria-labelledby="cases">
                <h2 id="cases">{t('atelier/cases')}</h2>
                {cases.length === 0 ? (
                  <Empty title={t('atelier/no-cases')}>
                    <p>{t('atelier/no-cases-how')}</p>
                  </Empty>
                ) : (
                  <Cases cases={cases} ateliers={ateliers} />
                )}
              </section>
            </>
          )
        }}
      </Answered>
    </Page>
  )
}
