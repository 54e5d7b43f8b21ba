// Shows what was asked of the graph once it is there; until then its shape, or why it failed and what to do.
import type { ReactNode } from 'react'
import { problemOf } from '../graph/problem.ts'
import type { Answer } from '../graph/use-question.ts'
import { t } from '../language.ts'
import { Button } from './button.tsx'
import { Loading } from './loading.tsx'
import { Notice } from './notice.tsx'

type AnsweredProps<Data> = {
  readonly answer: Answer<Data>
  readonly lines?: number
  readonly children: (data: Data) => ReactNode
}

export const Answered = <Data,>({ answer, lines = 5, children }: AnsweredProps<Data>) => {
  if (answer.state === 'here') return children(answer.data)
  if (answer.state === 'loading') return <Loading lines={lines} />
  return (
    <Notice kind="negative">
      <p>{problemOf(answer.error).text}</p>
      <div>
        <Button look="second" onPress={answer.again}>
          {t('app/try-again')}
        </Button>
      </div>
    </Notice>
  )
}
