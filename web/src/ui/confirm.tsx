// Asks once more before something that cannot be taken back.
import type { ReactNode } from 'react'
import { t } from '../language.ts'
import { Button } from './button.tsx'
import { Sheet } from './sheet.tsx'

type ConfirmProps = {
  readonly open: boolean
  readonly title: string
  readonly yes: string
  readonly onYes: () => void
  readonly onNo: () => void
  readonly children: ReactNode
}

export const Confirm = ({ open, title, yes, onYes, onNo, children }: ConfirmProps) => (
  <Sheet open={open} title={title} onClose={onNo}>
    {children}
    <div className="row">
      <Button onPress={onYes}>{yes}</Button>
      <Button look="second" onPress={onNo}>
        {t('app/cancel')}
      </Button>
    </div>
  </Sheet>
)
