// A student's preferences: the worlds of technology, most wanted first, moved by buttons that every hand can use.
import { worlds } from '@stagebureau/shared/words'
import { ArrowDown, ArrowUp, Plus, X } from 'lucide-react'
import { useState } from 'react'
import { gql } from 'urql'
import { useChange } from '../../graph/use-change.ts'
import { useQuestion } from '../../graph/use-question.ts'
import { t } from '../../language.ts'
import { Answered } from '../../ui/answered.tsx'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page } from '../../ui/page.tsx'
import { moved } from './order.ts'

type Preference = { readonly rank: number; readonly world: string | null }
const preferencesQuery = gql<
  {
    readonly viewer: { readonly student: { readonly id: string; readonly preferences: readonly Preference[] } | null }
  },
  Record<string, never>
>`
  query MyPreferences { viewer { student { id preferences { rank world } } } }
`
const givePreferences = gql<
  { readonly givePreferences: { readonly id: string } },
  { readonly input: { readonly worlds: readonly string[] } }
>`
  mutation GivePreferences($input: PreferencesInput!) { givePreferences(input: $input) { id preferences { rank world } } }
`

const Ranking = ({ given }: { readonly given: readonly string[] }) => {
  const [chosen, setChosen] = useState(given)
  const [kept, setKept] = useState(given)
  const [told, setTold] = useState('')
  const { change, busy, problem } = useChange(givePreferences)
  const left = worlds.filter((world) => !chosen.includes(world))
  const move = (from: number, to: number) => {
    setChosen(moved(chosen, from, to))
    setTold(t('wish/moved', { world: chosen[from]!, rank: to + 1 }))
  }
  const save = async () => {
    if ((await change({ input: { worlds: chosen } })) !== undefined) setKept(chosen)
  }
  const same = chosen.join() === kept.join()
  return (
    <>
      <p className="unseen" aria-live="polite">
        {told}
      </p>
      {chosen.length === 0 ? (
        <Notice kind="info">
          <p>{t('wish/none')}</p>
        </Notice>
      ) : (
        <ol className="lines ranks">
          {chosen.map((world, i) => (
            <li key={world}>
              <span className="rank" aria-hidden>
                {i + 1}
              </span>
              <span className="grow">{world}</span>
              <span className="row">
                <Button
                  look="second"
                  size="icon"
                  disabled={i === 0}
                  label={t('wish/up', { world })}
                  onPress={() => move(i, i - 1)}
                >
                  <ArrowUp aria-hidden size={20} />
                </Button>
                <Button
                  look="second"
                  size="icon"
                  disabled={i === chosen.length - 1}
                  label={t('wish/down', { world })}
                  onPress={() => move(i, i + 1)}
                >
                  <ArrowDown aria-hidden size={20} />
                </Button>
                <Button
                  look="bare"
                  size="icon"
                  label={t('wish/remove', { world })}
                  onPress={() => setChosen(chosen.filter((one) => one !== world))}
                >
                  <X aria-hidden size={20} />
                </Button>
              </span>
            </li>
          ))}
        </ol>
      )}
      {left.length > 0 && (
        <section className="stack tight" aria-labelledby="more">
          <h2 id="more">{t('wish/more')}</h2>
          <ul className="ticks plain-list">
            {left.map((world) => (
              <li key={world}>
                <Button look="second" label={t('wish/add', { world })} onPress={() => setChosen([...chosen, world])}>
                  <Plus aria-hidden size={20} />
                  {world}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
      {problem !== undefined && (
        <Notice kind="negative">
          <p>{problem.text}</p>
        </Notice>
      )}
      {same && kept !== given && (
        <Notice kind="positive">
          <p>{t('wish/saved')}</p>
        </Notice>
      )}
      <Button size="full" busy={busy} disabled={same} onPress={save}>
        {t('wish/save')}
      </Button>
    </>
  )
}

export const PreferencesPage = () => {
  const answer = useQuestion(preferencesQuery, {})
  return (
    <Page title={t('wish/title')} lead={<p>{t('wish/lead')}</p>} width="narrow">
      <Answered answer={answer}>
        {({ viewer }) => (
          <Ranking
            given={(viewer.student?.preferences ?? [])
              .toSorted((a, b) => a.rank - b.rank)
              .flatMap(({ world }) => (world === null ? [] : [world]))}
          />
        )}
      </Answered>
    </Page>
  )
}
