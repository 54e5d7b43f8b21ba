// The ways to mend a plan, from few changes to the best plan, each with who moves; one of them is carried out.
import { useState } from 'react'
import { useChange } from '../../graph/use-change.ts'
import { t } from '../../language.ts'
import { Button } from '../../ui/button.tsx'
import { Confirm } from '../../ui/confirm.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Moves } from '../compare/moves.tsx'
import { applyMutation, type Option } from './repair-query.ts'

const shownAtOnce = 100

const nameOf = (at: number, count: number) => {
  if (count === 1) return t('repair/only')
  if (at === 0) return t('repair/few')
  return at === count - 1 ? t('repair/best') : t('repair/between')
}

const OptionCard = ({
  option,
  name,
  busy,
  onChoose,
}: {
  readonly option: Option
  readonly name: string
  readonly busy: boolean
  readonly onChoose: () => void
}) => {
  const { changed, unplaced, extraMinutes, moves } = option
  return (
    <li className="card">
      <h3>{name}</h3>
      <dl className="facts">
        <div>
          <dt>{t('repair/changed')}</dt>
          <dd>{changed}</dd>
        </div>
        <div>
          <dt>{t('repair/unplaced')}</dt>
          <dd>{unplaced}</dd>
        </div>
        <div>
          <dt>{t('repair/minutes')}</dt>
          <dd>{extraMinutes > 0 ? `+${extraMinutes}` : extraMinutes}</dd>
        </div>
      </dl>
      {moves.length > 0 && (
        <details>
          <summary>{t('repair/who')}</summary>
          <Moves moves={moves.slice(0, shownAtOnce)} />
          {moves.length > shownAtOnce && (
            <p className="quiet">{t('repair/first-moves', { shown: shownAtOnce, count: moves.length })}</p>
          )}
        </details>
      )}
      <div className="row">
        <Button look="second" busy={busy} label={t('repair/choose-of', { name })} onPress={onChoose}>
          {t('repair/choose')}
        </Button>
      </div>
    </li>
  )
}

type OptionsProps = { readonly options: readonly Option[]; readonly onApplied: () => void }

export const Options = ({ options, onApplied }: OptionsProps) => {
  const { change, busy, problem } = useChange(applyMutation)
  const [sure, setSure] = useState<Option>()
  const apply = async () => {
    const optionId = sure!.id
    setSure(undefined)
    if ((await change({ optionId })) !== undefined) onApplied()
  }
  return (
    <section className="stack" aria-labelledby="options">
      <h2 id="options">{t('repair/options')}</h2>
      {problem !== undefined && (
        <Notice kind="negative">
          <p>{problem.text}</p>
        </Notice>
      )}
      <ul className="stack plain-list">
        {options.map((option, at) => (
          <OptionCard
            key={option.id}
            option={option}
            name={nameOf(at, options.length)}
            busy={busy}
            onChoose={() => setSure(option)}
          />
        ))}
      </ul>
      <Confirm
        open={sure !== undefined}
        title={t('repair/sure')}
        yes={t('repair/choose')}
        onYes={apply}
        onNo={() => setSure(undefined)}
      >
        <p>{t('repair/told', { count: sure?.changed ?? 0 })}</p>
      </Confirm>
    </section>
  )
}
