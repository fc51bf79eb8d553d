/** Holds for a message whose sequence is paused. */
export const isPaused = `(kind = 'sequence' AND EXISTS (
  SELECT 1 FROM sequence_state WHERE paused_at IS NOT NULL AND message.mailing > 'sequences/' || sequence || '/'
    AND message.mailing < 'sequences/' || sequence || '0'))`;

/** Holds for a message whose reader has done something since its sequence was last decided on: it may have ended. */
export const isUnjudged = `(kind = 'sequence' AND EXISTS (
  SELECT 1 FROM enrolment WHERE enrolment.lead_id = message.lead_id AND enrolment.next_at < 0
    AND enrolment.status = 'active' AND message.mailing > 'sequences/' || sequence || '/'
    AND message.mailing < 'sequences/' || sequence || '0'))`;

/** Holds for a message whose sequence has ended for its reader. */
export const isOver = `(kind = 'sequence' AND NOT EXISTS (
  SELECT 1 FROM enrolment WHERE enrolment.lead_id = message.lead_id AND enrolment.status <> 'stopped'
    AND message.mailing > 'sequences/' || sequence || '/' AND message.mailing < 'sequences/' || sequence || '0'))`;
