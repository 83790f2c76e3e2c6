import { expect, test } from '@jest/globals';
import { forDrawing } from '../../../src/sandbox/page/for-drawing.ts';

test('no part of a time is left that the library could take for an emoji', () => {
  const elements = [{ type: 'mrkdwn', text: 'As DDS listed them at 12:11:04 UTC :tada:' }];
  const [drawn] = forDrawing([{ type: 'context', elements }]);
  expect(drawn).toEqual({
    type: 'context',
    elements: [{ type: 'mrkdwn', text: 'As DDS listed them at 12∶11∶04 UTC :tada:' }],
  });
});
