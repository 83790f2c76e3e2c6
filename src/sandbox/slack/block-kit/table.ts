import { richTextBlock } from './rich-text.ts';
import { boolean, byType, type Check, type Fields, list, object, oneOf, string } from './shape.ts';

const finite: Check = (value, at, found) => {
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    found.invalid.push(`${at}: must be a number`);
  }
};

const cells: Fields = {
  raw_text: object({ type: oneOf('raw_text'), text: string() }),
  raw_number: object({ type: oneOf('raw_number'), value: finite, text: string() }),
  rich_text: richTextBlock,
};

/** https://docs.slack.dev/reference/block-kit/blocks/table-block: 100 rows of 20 cells, one a message. */
export const tableBlock: Check = object(
  {
    type: oneOf('table'),
    rows: list(
      list(
        byType(() => cells),
        { max: 20 },
      ),
      { max: 100 },
    ),
  },
  {
    block_id: string({ max: 255 }),
    column_settings: list(
      object({}, { align: oneOf('left', 'center', 'right'), is_wrapped: boolean }),
      { min: 0, max: 20 },
    ),
  },
);
