// Something that comes before the page until it is closed; the keyboard stays inside it, Escape closes it.
import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Dialog } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { t } from '../language.ts'
import { Button } from './button.tsx'

type SheetProps = {
  readonly open: boolean
  readonly title: string
  readonly onClose: () => void
  readonly children: ReactNode
}

export const Sheet = ({ open, title, onClose, children }: SheetProps) => (
  <ModalOverlay
    className="veil"
    isDismissable
    isOpen={open}
    onOpenChange={(isOpen) => {
      if (!isOpen) onClose()
    }}
  >
    <Modal className="sheet">
      <Dialog className="stack">
        <div className="sheet-head">
          <Heading slot="title" level={2}>
            {title}
          </Heading>
          <Button look="bare" size="icon" label={t('app/close')} onPress={onClose}>
            <X aria-hidden size={20} />
          </Button>
        </div>
        {children}
      </Dialog>
    </Modal>
  </ModalOverlay>
)
