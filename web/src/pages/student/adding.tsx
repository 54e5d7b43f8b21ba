// What can still be put on a list: a few as buttons, or many found by typing a part of the name.
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useQuestion } from '../../graph/use-question.ts'
import { t } from '../../language.ts'
import { Button } from '../../ui/button.tsx'
import { Search } from '../../ui/search.tsx'
import { companiesQuery, type Wished, wishedCompany } from './preferences-query.ts'

type AddingProps = { readonly left: readonly Wished[]; readonly onAdd: (one: Wished) => void }

export const AddByButton = ({ left, onAdd }: AddingProps) => (
  <ul className="ticks plain-list">
    {left.map((one) => (
      <li key={one.id}>
        <Button
          look="second"
          label={t('wish/add', { world: [one.name, one.more].filter((part) => part !== undefined).join(', ') })}
          onPress={() => onAdd(one)}
        >
          <Plus aria-hidden size={20} />
          <span>
            {one.name}
            {one.more !== undefined && <span className="quiet"> · {one.more}</span>}
          </span>
        </Button>
      </li>
    ))}
  </ul>
)

const shownAtOnce = 5

/** Nothing is shown before something is typed: a region has thousands of companies. */
export const AddCompany = ({
  chosen,
  onAdd,
}: {
  readonly chosen: readonly Wished[]
  readonly onAdd: (one: Wished) => void
}) => {
  const [text, setText] = useState('')
  const search = text.trim()
  const answer = useQuestion(companiesQuery, { search }, search === '')
  const found = search === '' || answer.state !== 'here' ? [] : answer.data.companies.edges
  const left = found
    .map(({ node }) => wishedCompany(node))
    .filter(({ id }) => !chosen.some((one) => one.id === id))
    .slice(0, shownAtOnce)
  return (
    <>
      <Search label={t('wish/find-company')} hint={t('pick/how')} text={text} onText={setText} />
      {search !== '' && answer.state === 'here' && left.length === 0 && <p role="status">{t('pick/nothing')}</p>}
      {left.length > 0 && (
        <ul className="lines">
          {left.map((one) => (
            <li key={one.id}>
              <span className="grow">
                {one.name} <span className="quiet">· {one.more}</span>
              </span>
              <Button
                look="second"
                label={t('wish/add', { world: one.name })}
                onPress={() => {
                  onAdd(one)
                  setText('')
                }}
              >
                <Plus aria-hidden size={20} />
                {t('wish/more')}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
