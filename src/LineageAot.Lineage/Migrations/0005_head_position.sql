-- up
ALTER TABLE "event_streams" ADD COLUMN "head_position" INTEGER;
-- The streams that are there: an event appended to them from now on covers the position of the one before.
UPDATE "event_streams" SET "head_position" = (
    SELECT e."position" FROM "events" AS e
    WHERE e."stream_type" = "event_streams"."stream_type" AND e."stream_id" = "event_streams"."stream_id" AND e."stream_version" = "event_streams"."version");

-- down
ALTER TABLE "event_streams" DROP COLUMN "head_position";
