// Whom the call goes to: everyone, or those that are ticked.
import { useState } from 'react'
import { gql } from 'urql'
import { useQuestion } from '../../graph/use-question.ts'
import { t } from '../../language.ts'
import { Answered } from '../../ui/answered.tsx'
import { Search } from '../../ui/search.tsx'

const companiesQuery = gql<
  {
    readonly companies: {
      readonly totalCount: number
      readonly edges: readonly {
        readonly node: {
          readonly id: string
          readonly name: string
          readonly place: string
          readonly email: string | null
        }
      }[]
    }
  },
  { readonly search: string }
>`
  query CompaniesToAsk($search: String) { companies(first: 50, search: $search) { totalCount edges { node { id name place email } } } }
`
type AskListProps = {
  readonly count: number
  /** Undefined: everyone. */
  readonly chosen: readonly string[] | undefined
  readonly onChoose: (chosen: readonly string[] | undefined) => void
}

const Choosing = ({
  chosen,
  onChoose,
}: {
  readonly chosen: readonly string[]
  readonly onChoose: (chosen: readonly string[]) => void
}) => {
  const [search, setSearch] = useState('')
  const answer = useQuestion(companiesQuery, { search })
  const flip = (id: string) => onChoose(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id])
  return (
    <>
      <Search label={t('companies/search')} text={search} onText={setSearch} />
      <Answered answer={answer}>
        {({ companies }) => (
          <fieldset className="stack tight">
            <legend>{t('call/chosen', { count: chosen.length })}</legend>
            <div className="ticks">
              {companies.edges.map(({ node }) => (
                <label key={node.id} className="tick">
                  <input type="checkbox" checked={chosen.includes(node.id)} onChange={() => flip(node.id)} />
                  {node.name}, {node.place}
                </label>
              ))}
            </div>
            {companies.totalCount > companies.edges.length && (
              <p className="quiet">{t('call/more-by-search', { count: companies.totalCount })}</p>
            )}
          </fieldset>
        )}
      </Answered>
    </>
  )
}

export const AskList = ({ count, chosen, onChoose }: AskListProps) => (
  <section className="stack" aria-labelledby="asked">
    <h2 id="asked">{t('call/whom')}</h2>
    <fieldset className="stack tight">
      <legend className="unseen">{t('call/whom')}</legend>
      <label className="choice">
        <input type="radio" name="whom" checked={chosen === undefined} onChange={() => onChoose(undefined)} />
        {t('call/everyone', { count })}
      </label>
      <label className="choice">
        <input type="radio" name="whom" checked={chosen !== undefined} onChange={() => onChoose([])} />
        {t('call/some')}
      </label>
    </fieldset>
    {chosen !== undefined && <Choosing chosen={chosen} onChoose={onChoose} />}
  </section>
)
