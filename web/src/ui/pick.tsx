// Picks one of many: type a part of its name, take it from the list below, and see what was taken.
import { CircleCheck } from 'lucide-react'
import { t } from '../language.ts'
import { Button } from './button.tsx'
import { Search } from './search.tsx'

export type Pickable = { readonly id: string; readonly name: string; readonly more?: string | undefined }

type PickProps = {
  readonly label: string
  /** What fits the text that was typed. */
  readonly items: readonly Pickable[]
  readonly picked: Pickable | undefined
  readonly text: string
  readonly onText: (text: string) => void
  readonly onPick: (item: Pickable | undefined) => void
}
const shownAtOnce = 6

const Words = ({ item: { name, more } }: { readonly item: Pickable }) => (
  <span className="grow">
    <strong>{name}</strong>
    {more !== undefined && <span className="quiet"> · {more}</span>}
  </span>
)

export const Pick = ({ label, items, picked, text, onText, onPick }: PickProps) => {
  if (picked !== undefined)
    return (
      <div className="field">
        <span className="label">{label}</span>
        <div className="lines">
          <p className="row picked">
            <CircleCheck aria-hidden size={20} />
            <Words item={picked} />
            <Button look="bare" onPress={() => onPick(undefined)}>
              {t('pick/other')}
            </Button>
          </p>
        </div>
      </div>
    )
  return (
    <div className="stack tight">
      <Search label={label} hint={t('pick/how')} text={text} onText={onText} />
      {items.length === 0 ? (
        <p role="status">{t('pick/nothing')}</p>
      ) : (
        <ul className="lines">
          {items.slice(0, shownAtOnce).map((item) => (
            <li key={item.id}>
              <Words item={item} />
              <Button look="second" label={t('pick/take-of', { name: item.name })} onPress={() => onPick(item)}>
                {t('pick/take')}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** Those whose name or addition holds the text. */
export const fitting = (items: readonly Pickable[], text: string): readonly Pickable[] =>
  items.filter(({ name, more }) => `${name} ${more ?? ''}`.toLowerCase().includes(text.trim().toLowerCase()))
