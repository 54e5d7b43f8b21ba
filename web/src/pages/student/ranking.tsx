// A list that is put in order, most wanted first, by buttons that every hand can use.
import { ArrowDown, ArrowUp, X } from 'lucide-react'
import { useState } from 'react'
import { t } from '../../language.ts'
import { Button } from '../../ui/button.tsx'
import { moved } from './order.ts'
import type { Wished } from './preferences-query.ts'

type RankingProps = {
  readonly name: string
  readonly chosen: readonly Wished[]
  readonly onChange: (chosen: readonly Wished[]) => void
}

export const Ranking = ({ name, chosen, onChange }: RankingProps) => {
  const [told, setTold] = useState('')
  const move = (from: number, to: number) => {
    onChange(moved(chosen, from, to))
    setTold(t('wish/moved', { world: chosen[from]!.name, rank: to + 1 }))
  }
  return (
    <>
      <p className="unseen" aria-live="polite">
        {told}
      </p>
      {chosen.length > 0 && (
        <ol className="lines ranks" aria-label={name}>
          {chosen.map((one, i) => (
            <li key={one.id}>
              <span className="rank" aria-hidden>
                {i + 1}
              </span>
              <span className="grow">
                {one.name}
                {one.more !== undefined && <span className="quiet"> · {one.more}</span>}
              </span>
              <span className="row">
                <Button
                  look="second"
                  size="icon"
                  disabled={i === 0}
                  label={t('wish/up', { world: one.name })}
                  onPress={() => move(i, i - 1)}
                >
                  <ArrowUp aria-hidden size={20} />
                </Button>
                <Button
                  look="second"
                  size="icon"
                  disabled={i === chosen.length - 1}
                  label={t('wish/down', { world: one.name })}
                  onPress={() => move(i, i + 1)}
                >
                  <ArrowDown aria-hidden size={20} />
                </Button>
                <Button
                  look="bare"
                  size="icon"
                  label={t('wish/remove', { world: one.name })}
                  onPress={() => onChange(chosen.filter(({ id }) => id !== one.id))}
                >
                  <X aria-hidden size={20} />
                </Button>
              </span>
            </li>
          ))}
        </ol>
      )}
    </>
  )
}
