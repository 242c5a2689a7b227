import { ImageUp, RotateCcw } from 'lucide-react'
import { type DragEvent, type PointerEvent, useCallback, useEffect, useRef, useState } from 'react'
import { Button } from '../button.tsx'
import { type ImageLayout, pixelsToInput, type TensorSpec } from './spec.ts'
import { texts } from './texts.ts'

/** Of the pad, in pixels of its own; what is drawn is made as small as the model wants it. */
const PAD = 280

interface Props {
  spec: TensorSpec
  layout: ImageLayout
  onChange(value: unknown): void
}

/** A picture as an input: drawn, dropped or chosen. */
export function ImageInput({ spec, layout, onChange }: Props) {
  const pad = useRef<HTMLCanvasElement>(null)
  const preview = useRef<HTMLCanvasElement>(null)
  const last = useRef<{ x: number; y: number }>(undefined)
  const [isOver, setOver] = useState(false)
  const { width, height } = layout
  const tall = Math.round((PAD * height) / width)

  const read = useCallback(() => {
    const small = preview.current!.getContext('2d', { willReadFrequently: true })!
    small.imageSmoothingQuality = 'high'
    small.drawImage(pad.current!, 0, 0, width, height)
    onChange(pixelsToInput(small.getImageData(0, 0, width, height).data, spec, layout))
  }, [width, height, spec, layout, onChange])

  const clear = useCallback(() => {
    const context = pad.current!.getContext('2d')!
    context.fillStyle = '#000'
    context.fillRect(0, 0, PAD, tall)
    read()
  }, [tall, read])

  // biome-ignore lint/correctness/useExhaustiveDependencies: black paper once, at the beginning.
  useEffect(clear, [spec.name])

  const placeOf = (event: PointerEvent) => {
    const box = pad.current!.getBoundingClientRect()
    return {
      x: ((event.clientX - box.left) / box.width) * PAD,
      y: ((event.clientY - box.top) / box.height) * tall,
    }
  }
  const stroke = (event: PointerEvent<HTMLCanvasElement>) => {
    const from = last.current
    if (!from) return
    const to = placeOf(event)
    const context = pad.current!.getContext('2d')!
    context.strokeStyle = '#fff'
    context.lineWidth = PAD / 13
    context.lineCap = 'round'
    context.lineJoin = 'round'
    context.beginPath()
    context.moveTo(from.x, from.y)
    context.lineTo(to.x, to.y)
    context.stroke()
    last.current = to
  }
  const finish = () => {
    if (last.current) read()
    last.current = undefined
  }
  const take = async (file: File | undefined) => {
    if (!file?.type.startsWith('image/')) return
    const picture = await createImageBitmap(file)
    const context = pad.current!.getContext('2d')!
    context.fillStyle = '#000'
    context.fillRect(0, 0, PAD, tall)
    // A picture of the model's own size keeps its pixels; others are fitted in whole.
    const scale = Math.min(PAD / picture.width, tall / picture.height)
    const [w, h] = [picture.width * scale, picture.height * scale]
    context.imageSmoothingEnabled = picture.width > width
    context.drawImage(picture, (PAD - w) / 2, (tall - h) / 2, w, h)
    read()
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    void take(event.dataTransfer.files[0])
  }
  return (
    <div className="flex flex-wrap items-start gap-4">
      <div className="space-y-2">
        {/* biome-ignore lint/a11y/noStaticElementInteractions: files can be chosen with the button, too. */}
        <div
          onDrop={drop}
          onDragOver={(event) => {
            event.preventDefault()
            setOver(true)
          }}
          onDragLeave={() => setOver(false)}
          className={`w-fit overflow-hidden rounded-lg border-2 ${isOver ? 'border-accent' : 'border-line-strong'}`}
        >
          <canvas
            ref={pad}
            width={PAD}
            height={tall}
            role="img"
            aria-label={texts.orDrop}
            data-testid="pad"
            className="block w-56 cursor-crosshair touch-none"
            onPointerDown={(event) => {
              event.currentTarget.setPointerCapture(event.pointerId)
              last.current = placeOf(event)
              stroke(event)
            }}
            onPointerMove={stroke}
            onPointerUp={finish}
            onPointerCancel={finish}
          />
        </div>
        <p className="max-w-56 text-xs text-ink-soft">{texts.orDrop}</p>
        <div className="flex gap-2">
          <label className="inline-flex h-8 cursor-pointer items-center gap-2 rounded-md border border-line-strong bg-surface px-3 font-medium focus-within:outline-2 focus-within:outline-accent hover:bg-canvas">
            <ImageUp aria-hidden size={14} />
            {texts.orChoose}
            <input
              type="file"
              accept="image/*"
              className="sr-only"
              onChange={({ target }) => void take(target.files?.[0])}
            />
          </label>
          <Button look="quiet" onClick={clear}>
            <RotateCcw aria-hidden size={14} />
            {texts.clear}
          </Button>
        </div>
      </div>
      <figure className="text-xs text-ink-soft">
        <canvas
          ref={preview}
          width={width}
          height={height}
          className="w-20 rounded border border-line [image-rendering:pixelated]"
        />
        <figcaption className="mt-1">
          {texts.whatGoesIn}
          <br />
          {width} × {height}
        </figcaption>
      </figure>
    </div>
  )
}
