// Why a student is where the plan says, and the openings that would suit best, each with what stands in its way.
import { gql } from 'urql'
import { useQuestion } from '../../graph/use-question.ts'
import { t } from '../../language.ts'
import { Answered } from '../../ui/answered.tsx'

type Alternative = {
  readonly opening: { readonly id: string; readonly company: { readonly name: string; readonly place: string } }
  readonly minutes: number
  readonly wish: number | null
  readonly worse: number | null
  readonly reason: string
}
type Explained = {
  readonly boardRow: { readonly reasons: readonly { readonly round: number | null; readonly text: string }[] }
  readonly alternatives: readonly Alternative[]
}
type Place = { readonly planId: string; readonly studentId: string; readonly round: number | null }

const explainedQuery = gql<Explained, Place>`
  query Explained($planId: ID!, $studentId: ID!, $round: Int) {
    boardRow(planId: $planId, studentId: $studentId) { reasons { round text } }
    alternatives(planId: $planId, studentId: $studentId, round: $round) {
      opening { id company { name place } } minutes wish worse reason
    }
  }
`

const termsOf = ({ minutes, wish, worse }: Alternative): string => {
  const points =
    worse === null || worse === 0
      ? []
      : [t(worse > 0 ? 'board/points-worse' : 'board/points-better', { points: Math.abs(worse) })]
  return [t('compare/minutes', { minutes }), ...(wish === null ? [] : [t('board/wish', { wish })]), ...points].join(
    ' · ',
  )
}

export const Alternatives = (place: Place) => {
  const answer = useQuestion(explainedQuery, place)
  return (
    <Answered answer={answer} lines={8}>
      {({ boardRow, alternatives }) => {
        const own = boardRow.reasons.find(({ round }) => round === place.round)
        return (
          <>
            {own !== undefined && <p>{t('board/why', { reason: own.text })}</p>}
            {alternatives.length > 0 && (
              <section className="stack tight" aria-labelledby="alternatives">
                <h3 id="alternatives">{t('board/alternatives')}</h3>
                <ul className="lines">
                  {alternatives.map((one) => (
                    <li key={one.opening.id}>
                      <div className="grow stack tight">
                        <span>
                          <strong>{one.opening.company.name}</strong>, {one.opening.company.place}
                          <span className="quiet"> · {termsOf(one)}</span>
                        </span>
                        <span className="quiet">{one.reason}</span>
                      </div>
                    </li>
                  ))}
                </ul>
              </section>
            )}
          </>
        )
      }}
    </Answered>
  )
}
