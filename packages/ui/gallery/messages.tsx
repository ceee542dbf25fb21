import { Banner } from "@trellis/ui/banner";
import { Button } from "@trellis/ui/button";
import { Card } from "@trellis/ui/card";
import { EmptyState } from "@trellis/ui/empty-state";
import { ErrorState } from "@trellis/ui/error-state";
import { SaveState } from "@trellis/ui/save-state";
import { Skeleton } from "@trellis/ui/skeleton";
import css from "./gallery.module.css";

/** What the page says about itself: banners, save states, empty, loading, error. */
export function Messages() {
  return (
    <div className={css.group}>
      <Banner kind="caution" title="Not yet for real clients">
        Use invented people until sign-in, encryption and backup are complete.
      </Banner>
      <Banner action={<Button>Look</Button>}>Your therapist has written a note for you.</Banner>
      <Card title="Where the last entry is">
        <SaveState state="kept">saved on this phone</SaveState>
        <SaveState state="sent">sent</SaveState>
        <SaveState state="waiting" onOpen={() => {}}>
          not sent yet: tap to see
        </SaveState>
      </Card>
      <EmptyState title="No steps yet" action={<Button>Choose a first step</Button>}>
        A step is something small that you can do this week.
      </EmptyState>
      <ErrorState
        title="The week could not be fetched"
        retry={{ label: "Try again", onRetry: () => {} }}
        code="offline · 14:02"
      >
        What you entered is safe on this phone. Check the connection and try again.
      </ErrorState>
      <Card title="On its way">
        <Skeleton label="The week is coming" lines={4} />
      </Card>
    </div>
  );
}
