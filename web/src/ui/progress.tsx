// How far something is that takes longer than a second: a bar with words beside it.

type ProgressProps = {
  readonly text: string
  /** From 0 to 1; undefined where nobody knows, then the bar just says that it goes on. */
  readonly share?: number | undefined
}

export const Progress = ({ text, share }: ProgressProps) => {
  const percent = share === undefined ? undefined : Math.round(share * 100)
  return (
    <div className="stack tight">
      <p role="status">{text}</p>
      <div
        className={percent === undefined ? 'meter going' : 'meter'}
        role="progressbar"
        aria-label={text}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
      >
        <span style={{ inlineSize: percent === undefined ? '30%' : `${percent}%` }} />
      </div>
    </div>
  )
}
