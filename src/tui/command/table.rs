//! The rows of the command table. Their order is that of hints and help.

use super::{Context, Entry, Group, When};

macro_rules! commands {
    ($($command:ident $name:literal $title:literal $hint:literal $group:ident $context:ident $when:ident [$($key:literal)*] $doc:literal;)*) => {
        /// Something that can be done.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Command { $(#[doc = $doc] $command,)* }

        /// Every command, in the order in which hints and help name them.
        pub static TABLE: &[Entry] = &[$(Entry {
            command: Command::$command,
            name: $name,
            title: $title,
            hint: $hint,
            group: Group::$group,
            context: Context::$context,
            when: When::$when,
            keys: &[$($key,)*],
            doc: $doc,
        },)*];
    };
}

commands! {
    EditItem "edit" "Edit" "edit" Change Roadmap OnInitiative ["Enter" "F2" "e"]
        "Opens the form of the initiative, to rename it or change any of it, with the money's answer beside what is typed.";
    EditStage "edit-stage" "Edit the stage" "edit" Change Roadmap OnStage ["e" "F2"]
        "Opens the form of the stage: title, aim, what it waits for, its gate.";
    Fold "fold" "Fold or unfold the stage" "fold" Show Roadmap OnLane ["Enter" "z a" "Space"]
        "Hides or shows the initiatives of the stage.";
    New "new" "New initiative" "new" Change Roadmap Always ["n" "Insert" "o"]
        "Adds an initiative to the stage of the cursor.";
    Grab "grab" "Move with the arrows" "move" Change Roadmap OnRow ["m"]
        "Takes the bar in hand, or all that are marked, or on a stage all of it: arrows move it with the answer live, Enter keeps it, Esc puts it back.";
    NudgeEarlier "earlier" "A month earlier" "month" Change Roadmap OnRow ["H" "Shift+Left"]
        "Starts the initiative one month earlier, as far as what it waits for allows.";
    NudgeLater "later" "A month later" "month" Change Roadmap OnRow ["L" "Shift+Right"]
        "Starts the initiative one month later; on a stage all of it.";
    QuarterEarlier "quarter-earlier" "A quarter earlier" "quarter" Change Roadmap OnRow ["{"]
        "Starts the initiative three months earlier, as far as what it waits for allows.";
    QuarterLater "quarter-later" "A quarter later" "quarter" Change Roadmap OnRow ["}"]
        "Starts the initiative three months later; on a stage all of it.";
    NudgeWeekEarlier "nudge-week-earlier" "A week earlier" "" Change Roadmap OnRow ["["]
        "Starts the initiative one week earlier, as far as what it waits for allows.";
    NudgeWeekLater "nudge-week-later" "A week later" "" Change Roadmap OnRow ["]"]
        "Starts the initiative one week later.";
    NudgeDayEarlier "nudge-day-earlier" "A day earlier" "" Change Roadmap OnRow [","]
        "Starts the initiative one day earlier, as far as what it waits for allows.";
    NudgeDayLater "nudge-day-later" "A day later" "" Change Roadmap OnRow ["."]
        "Starts the initiative one day later.";
    Shorter "shorter" "A month shorter" "length" Change Roadmap OnRow ["<"]
        "Takes one month off the duration.";
    Longer "longer" "A month longer" "length" Change Roadmap OnRow [">"]
        "Adds one month to the duration.";
    Remove "remove" "Remove" "" Change Roadmap OnSome ["d d" "Delete"]
        "Deletes the initiative: takes it out of the file, and out of what waits for it; undo brings it back.";
    Drop "drop" "Leave out, or take in again" "leave out" Change Roadmap OnSome ["x"]
        "Leaves the initiative out of the plan without deleting it (`dropped = true`); again brings it back.";
    RenameRow "rename" "Rename" "" Change Roadmap Always ["r" "F6"]
        "Gives the initiative or the stage another id; everything that names it follows.";
    MoveUp "move-up" "Move up" "" Change Roadmap Always ["K" "Ctrl+Up" "Alt+Up"]
        "Moves the initiative up in its stage (`rank`), or the stage up in the file.";
    MoveDown "move-down" "Move down" "" Change Roadmap Always ["J" "Ctrl+Down" "Alt+Down"]
        "Moves the initiative down in its stage (`rank`), or the stage down in the file.";
    OrderByDate "order-by-date" "Order the stage by date again" "" Change Roadmap Always ["z o"]
        "Takes the ranks of the stage's initiatives away, so that they stand by start again.";
    Connect "connect" "Connect" "connect" Change Roadmap OnSome ["c"]
        "Lets the initiative wait for another, or another for it: picked by the letters at it, or by its name.";
    Cut "cut-link" "Cut a link" "" Change Roadmap OnInitiative ["C"] "Cuts a link of the initiative: the one that is picked.";
    NextEnvelope "next-envelope" "Next envelope in the strip" "envelope" Show Roadmap HasEnvelopesToChoose ["$"]
        "Shows the next envelope under the bars; after the last one, the one in question again.";
    ZoomIn "zoom-in" "Zoom in" "zoom" Show Roadmap Always ["+" "="]
        "Shows less time, more finely.";
    ZoomOut "zoom-out" "Zoom out" "zoom" Show Roadmap Always ["-"]
        "Shows more time, more coarsely.";
    ScrollEarlier "scroll-earlier" "Earlier" "scroll" Move Roadmap Always ["Left" "h"]
        "Moves the window of time a quarter of its width earlier.";
    ScrollLater "scroll-later" "Later" "scroll" Move Roadmap Always ["Right" "l"]
        "Moves the window of time a quarter of its width later.";
    Up "up" "Up" "" Move Roadmap Always ["Up" "k"] "Selects the row above.";
    Down "down" "Down" "" Move Roadmap Always ["Down" "j"] "Selects the row below.";
    PageUp "page-up" "Page up" "" Move Roadmap Always ["PageUp" "Ctrl+u"] "Goes up by a page.";
    PageDown "page-down" "Page down" "" Move Roadmap Always ["PageDown" "Ctrl+d"] "Goes down by a page.";
    First "first" "First row" "" Move Roadmap Always ["Home" "g g"] "Selects the first row.";
    Last "last" "Last row" "" Move Roadmap Always ["End" "G"] "Selects the last row.";
    Today "today" "Today" "" Move Roadmap Always ["t"] "Brings today into sight.";
    Centre "centre" "Bring the bar into sight" "" Move Roadmap OnInitiative ["z z"]
        "Scrolls time so that the selected bar is in the middle.";
    ZoomDay "zoom-day" "Zoom to days" "" Show Roadmap Always ["z d"] "A cell a day; a drag goes by days then.";
    ZoomMonth "zoom-month" "Zoom to months" "" Show Roadmap Always ["z m"] "Four cells a month.";
    ZoomQuarter "zoom-quarter" "Zoom to quarters" "" Show Roadmap Always ["z q"] "Five cells a quarter.";
    ZoomYear "zoom-year" "Zoom to years" "" Show Roadmap Always ["z y"] "Ten cells a year.";
    ZoomFit "zoom-fit" "Zoom to the whole plan" "" Show Roadmap Always ["z f"] "The whole plan in the width there is.";
    FoldAll "fold-all" "Fold all stages" "" Show Roadmap Always ["z M"] "Hides the initiatives of every stage.";
    UnfoldAll "unfold-all" "Unfold all stages" "" Show Roadmap Always ["z R"] "Shows the initiatives of every stage.";
    SlackAll "slack" "Slack of all, or of the selection" "" Show Roadmap Always ["z s"]
        "Draws how far everything may slip, or only the selection.";

    CellLeft "cell-left" "Year before" "cell" Move Money HasEnvelopes ["Left" "h"] "Selects the year before.";
    CellDown "cell-down" "Envelope below" "cell" Move Money HasEnvelopes ["Down" "j"] "Selects the envelope below.";
    CellUp "cell-up" "Envelope above" "cell" Move Money HasEnvelopes ["Up" "k"] "Selects the envelope above.";
    CellRight "cell-right" "Year after" "cell" Move Money HasEnvelopes ["Right" "l"] "Selects the year after.";
    EditCell "edit-cell" "Edit the envelope's year" "edit year" Change Money HasEnvelopes ["Enter" "F2" "e"]
        "Changes what the envelope allows in the year; empty takes the year out.";
    NextPane "next-pane" "Next pane" "pane" Move Money HasEnvelopes ["Tab"]
        "Turns to the next pane: reconciliation, who is in it, ways back, recurrent test, value.";
    Mend "mend" "Ways back inside" "mend" Change Money OnBreach ["w"]
        "Lists the single moves that would bring the cell back inside; Enter tries one as a what-if.";
    NewEnvelope "add-envelope" "New envelope" "new" Change Money Always ["n" "Insert" "o"]
        "Adds an envelope, and opens its form.";
    EditContribution "edit-contribution" "Edit the reserve's contribution" "contribution" Change Money OnReserve ["a"]
        "Changes what is paid into the reserve in the year; empty takes the year out.";
    EditEnvelope "edit-envelope" "Edit the envelope" "envelope" Change Money HasEnvelopes ["E"]
        "Opens the form of the envelope: what it pays, every year in a row, window, reserve, borrowing.";
    PreviousPane "previous-pane" "Previous pane" "" Move Money HasEnvelopes ["Shift+Tab"] "Turns to the pane before.";
    PaneDown "pane-down" "Scroll the panes down" "scroll" Move Money HasEnvelopes ["PageDown" "Ctrl+d"]
        "Scrolls what the panes show.";
    PaneUp "pane-up" "Scroll the panes up" "scroll" Move Money HasEnvelopes ["PageUp" "Ctrl+u"]
        "Scrolls what the panes show.";
    CellFirst "first-year" "First year" "" Move Money HasEnvelopes ["Home"] "Selects the first year.";
    CellLast "last-year" "Last year" "" Move Money HasEnvelopes ["End"] "Selects the last year.";

    CellType "type-over" "Type over the cell" "type" Change Table OnInitiative ["Enter"]
        "Opens the cell; what is typed takes the place of what it says. On what is computed, opens the form.";
    CellEdit "edit-text" "Edit the cell" "edit" Change Table OnInitiative ["F2" "e"]
        "Opens the cell with its text, to change a part of it.";
    ItemForm "item-form" "Form of the initiative" "form" Change Table OnInitiative ["i"]
        "Opens the form of the initiative, with everything that a row cannot show.";
    TableNew "add-row" "New initiative" "new" Change Table Always ["n" "Insert" "o"]
        "Adds an initiative to the stage of the cursor.";
    TableRemove "remove-row" "Remove" "" Change Table OnSome ["d d" "Delete"]
        "Deletes the initiative: takes it out of the file, and out of what waits for it; undo brings it back.";
    TableDrop "leave-out-row" "Leave out, or take in again" "leave out" Change Table OnSome ["x"]
        "Leaves the initiative out of the plan without deleting it (`dropped = true`); again brings it back.";
    TableRename "rename-row" "Rename" "" Change Table OnInitiative ["r" "F6"]
        "Gives the initiative another id; everything that names it follows.";
    TableMoveUp "move-row-up" "Move up" "" Change Table OnInitiative ["Ctrl+Up" "Alt+Up"]
        "Moves the initiative up in its stage (`rank`), while the rows are in the plan's own order.";
    TableMoveDown "move-row-down" "Move down" "" Change Table OnInitiative ["Ctrl+Down" "Alt+Down"]
        "Moves the initiative down in its stage (`rank`), while the rows are in the plan's own order.";
    TableByDate "rows-by-date" "Order the stage by date again" "" Change Table OnInitiative ["z o"]
        "Takes the ranks of the stage's initiatives away, so that they stand by start again.";
    SortBy "sort" "Sort by this column" "sort" Show Table Always ["s"]
        "Sorts by the column of the cursor; again the other way round, and again as it was.";
    GroupBy "group" "Group by stage, owner, status" "group" Show Table Always ["b"]
        "Groups the rows by stage, by owner, by status, each with its sums; then not at all.";
    Columns "columns" "Choose the columns" "columns" Show Table Always ["c"]
        "Lists the columns; Enter shows or hides one.";
    ColumnEarlier "column-left" "Column to the left" "column" Show Table Always ["<"] "Moves the column of the cursor one place to the left.";
    ColumnLater "column-right" "Column to the right" "column" Show Table Always [">"] "Moves the column of the cursor one place to the right.";
    ColumnWider "column-wider" "Wider column" "" Show Table Always ["z ]"] "Makes the column of the cursor two cells wider.";
    ColumnNarrower "column-narrower" "Narrower column" "" Show Table Always ["z ["] "Makes the column of the cursor two cells narrower.";
    ColumnFit "column-fit" "Column as it was" "" Show Table Always ["z w"] "Gives the column of the cursor its own width again.";
    RowUp "row-up" "Row above" "" Move Table Always ["Up" "k"] "Selects the row above.";
    RowDown "row-down" "Row below" "" Move Table Always ["Down" "j"] "Selects the row below.";
    ColumnLeft "cell-before" "Cell to the left" "" Move Table Always ["Left" "h" "Shift+Tab"] "Selects the cell to the left.";
    ColumnRight "cell-after" "Cell to the right" "" Move Table Always ["Right" "l" "Tab"] "Selects the cell to the right.";
    RowPageUp "rows-up" "Page up" "" Move Table Always ["PageUp" "Ctrl+u"] "Goes up by a page.";
    RowPageDown "rows-down" "Page down" "" Move Table Always ["PageDown" "Ctrl+d"] "Goes down by a page.";
    RowFirst "first-row" "First row" "" Move Table Always ["g g"] "Selects the first row.";
    RowLast "last-row" "Last row" "" Move Table Always ["G"] "Selects the last row.";
    ColumnFirst "first-column" "First column" "" Move Table Always ["Home"] "Selects the first column.";
    ColumnLast "last-column" "Last column" "" Move Table Always ["End"] "Selects the last column.";

    NetLeft "to-predecessor" "What it waits for" "along the links" Move Network Always ["Left" "h"]
        "Goes along a link to what the selection waits for: the marked one, else the one that holds it most.";
    NetRight "to-successor" "What waits for it" "along the links" Move Network Always ["Right" "l"]
        "Goes along a link to what waits for the selection: the marked one, else the one that it holds most.";
    NetUp "box-above" "Box above" "" Move Network Always ["Up" "k"] "Selects the box above in the layer.";
    NetDown "box-below" "Box below" "" Move Network Always ["Down" "j"] "Selects the box below in the layer.";
    NetMark "mark-link" "Mark the next link" "mark a link" Move Network Always ["Tab"]
        "Marks the next link of the selection; the arrows then follow it.";
    NetMarkBack "mark-link-before" "Mark the link before" "" Move Network Always ["Shift+Tab"] "Marks the link before.";
    NetEdit "edit-box" "Edit" "edit" Change Network OnInitiative ["Enter" "F2" "e"]
        "Opens the form of the initiative, with the money's answer beside what is typed.";
    NetEditStage "edit-box-stage" "Edit the stage" "edit" Change Network OnStage ["Enter" "F2" "e"] "Opens the form of the stage and its gate.";
    NetNew "new-after" "New initiative after this one" "new after it" Change Network Always ["n" "Insert" "o"]
        "Adds an initiative that waits for the selected one.";
    NetConnect "connect-box" "Connect" "connect" Change Network OnSome ["c"]
        "Lets the initiative wait for another, or another for it: picked by the letters at it, or by its name.";
    NetCut "cut-box-link" "Cut a link" "cut" Change Network OnInitiative ["C"] "Cuts a link of the initiative: the marked one, or the one that is picked.";
    NetDrop "leave-out-box" "Leave out, or take in again" "leave out" Change Network OnSome ["x"]
        "Leaves the initiative out of the plan without deleting it (`dropped = true`); again brings it back.";
    NetRemove "remove-box" "Remove" "" Change Network OnSome ["d d" "Delete"]
        "Takes the initiative out of the file, and out of what waits for it; undo brings it back.";
    NetAround "surroundings" "Only what hangs together" "surroundings" Show Network Always ["s"]
        "Shows only what the selection waits for and what waits for it, however far off; again everything.";
    NetCritical "critical-path" "Only the critical path" "critical path" Show Network Always ["p"]
        "Shows only what is critical; again everything.";
    NetZoomIn "larger-boxes" "Larger boxes" "size" Show Network Always ["+" "="] "Boxes of three lines, then of five with slack and cost.";
    NetZoomOut "smaller-boxes" "Smaller boxes" "size" Show Network Always ["-"] "Boxes of three lines, then of one.";
    NetPageUp "network-up" "Scroll up" "" Move Network Always ["PageUp" "Ctrl+u"] "Moves the window up; the selection stays.";
    NetPageDown "network-down" "Scroll down" "" Move Network Always ["PageDown" "Ctrl+d"] "Moves the window down; the selection stays.";
    NetEarlier "network-left" "Scroll left" "" Move Network Always ["Shift+Left" "H"] "Moves the window to the left; the selection stays.";
    NetLater "network-right" "Scroll right" "" Move Network Always ["Shift+Right" "L"] "Moves the window to the right; the selection stays.";
    NetFirst "first-box" "First box" "" Move Network Always ["Home" "g g"] "Selects the first box of the first layer.";
    NetLast "last-box" "Last box" "" Move Network Always ["End" "G"] "Selects the last box of the last layer.";
    NetCentre "centre-box" "Centre the selection" "" Move Network Always ["z z"] "Brings the selected box to the middle.";

    ChangeGo "go-to-change" "Go there" "go there" Move Changes Always ["Enter"]
        "Goes to what the line is about: the initiative, the envelope in its year; a heading is folded or unfolded.";
    ChangeBackOut "take-back-change" "Take it back" "take back" Change Changes OfThePlan ["x" "Delete" "d d"]
        "Makes the key, or the item, say again what it said there, as one step of undo.";
    ChangeNext "next-change" "Next item" "next item" Move Changes Always ["Tab"] "Goes to the next section, or to the next item in it.";
    ChangeBack "change-before" "Item before" "" Move Changes Always ["Shift+Tab"] "Goes to the item before, or to the section before.";
    Against "against" "Hold it against another" "against" Show Changes Always ["b"]
        "Chooses what the plan is held against: a commit, a tag, a branch, the file, a scenario, a case.";
    ChangeFold "fold-section" "Fold or unfold the section" "fold" Show Changes Always ["Space" "z a"] "Hides or shows the lines of the section.";
    ChangeFoldAll "fold-sections" "Fold or unfold all sections" "" Show Changes Always ["z M" "z R"] "Leaves only the headings; again shows all.";
    ChangeUp "change-up" "Line above" "" Move Changes Always ["Up" "k"] "Selects the line above.";
    ChangeDown "change-down" "Line below" "" Move Changes Always ["Down" "j"] "Selects the line below.";
    ChangePageUp "changes-up" "Page up" "" Move Changes Always ["PageUp" "Ctrl+u"] "Goes up by a page.";
    ChangePageDown "changes-down" "Page down" "" Move Changes Always ["PageDown" "Ctrl+d"] "Goes down by a page.";
    ChangeFirst "first-change" "First line" "" Move Changes Always ["Home" "g g"] "Selects the first line.";
    ChangeLast "last-change" "Last line" "" Move Changes Always ["End" "G"] "Selects the last line.";

    PastGo "what-it-changed" "What it changed" "what it changed" Move Past Always ["Enter"]
        "Shows what the commit changed, the money first; on the plan as it is, what is not committed.";
    PastOver "who-put-it-over" "Who put it over" "who put it over" Move Past Always ["o"]
        "Goes to the commit that put the marked year over; where it holds, to the one that brought it back inside.";
    PastAgainst "against-commit" "Hold the plan against it" "hold against" Show Past Always ["b"]
        "Shows all that the plan differs in from what it was at the commit.";
    PastEnvelope "other-envelope" "Next envelope" "envelope" Show Past HasEnvelopes ["$" "Tab"]
        "Shows the years of the next envelope; after the last one in each year the one that stands worst.";
    PastEnvelopeBack "envelope-before" "Envelope before" "" Show Past HasEnvelopes ["Shift+Tab"] "Shows the years of the envelope before.";
    PastNext "next-turn" "Next turn" "turn" Move Past Always ["n"]
        "Goes down to the next commit that put a year over, or brought one back inside.";
    PastBack "turn-before" "Turn before" "" Move Past Always ["N"] "Goes up to the next commit that put a year over, or brought one back inside.";
    PastEarlier "history-year-before" "Year before" "year" Move Past Always ["Left" "h"] "Marks the year before.";
    PastLater "history-year-after" "Year after" "year" Move Past Always ["Right" "l"] "Marks the year after.";
    PastAgain "read-history" "Read the history again" "" Plan Past Always ["r"] "Reads the history again, under the case that is shown.";
    PastUp "newer-commit" "Newer commit" "" Move Past Always ["Up" "k"] "Marks the row above.";
    PastDown "older-commit" "Older commit" "" Move Past Always ["Down" "j"] "Marks the row below.";
    PastPageUp "newer-commits" "Page up" "" Move Past Always ["PageUp" "Ctrl+u"] "Goes up by a page.";
    PastPageDown "older-commits" "Page down" "" Move Past Always ["PageDown" "Ctrl+d"] "Goes down by a page.";
    PastFirst "newest-commit" "Newest commit" "" Move Past Always ["Home" "g g"] "Marks the first row.";
    PastLast "oldest-commit" "Oldest commit" "" Move Past Always ["End" "G"] "Marks the oldest commit.";

    ProblemGo "go-to-problem" "Open it" "open" Change Problems HasDiagnostics ["Enter"]
        "Opens the form of what the problem is about, at the field that says it; goes to the item where no field does.";
    Remedy "remedy" "Apply the remedy" "apply the remedy" Change Problems HasDiagnostics ["r"]
        "Does what the remedy says, as one step of undo, where that takes nobody who decides.";
    OnlySeverity "only" "Only errors, warnings, hints" "only errors" Show Problems HasDiagnostics ["w"]
        "Lists errors alone, then warnings, then hints, then all.";
    ProblemUp "problem-up" "Problem above" "" Move Problems HasDiagnostics ["Up" "k"] "Selects the problem above.";
    ProblemDown "problem-down" "Problem below" "" Move Problems HasDiagnostics ["Down" "j"] "Selects the problem below.";
    ProblemPageUp "problems-up" "Page up" "" Move Problems HasDiagnostics ["PageUp" "Ctrl+u"] "Goes up by a page.";
    ProblemPageDown "problems-down" "Page down" "" Move Problems HasDiagnostics ["PageDown" "Ctrl+d"] "Goes down by a page.";
    ProblemFirst "first-problem" "First problem" "" Move Problems HasDiagnostics ["Home" "g g"] "Selects the first problem.";
    ProblemLast "last-problem" "Last problem" "" Move Problems HasDiagnostics ["End" "G"] "Selects the last problem.";

    Mark "mark" "Mark, or take the mark away" "mark" Change Marks OnInitiative ["Space"]
        "Marks the initiative; what is then done to one is done to all that are marked, as one step.";
    MarkAll "mark-all" "Mark all that are shown" "" Change Marks Always ["Ctrl+a" "%"]
        "Marks all that pass the filter; again takes the marks away. Esc does so too.";
    SetMany "edit-marked" "Edit all that are marked" "edit all" Change Marks OnMarked ["a"]
        "Opens one form for all that are marked; only the fields that are touched are written, to each of them.";
    Restage "restage" "Move to a stage" "" Change Marks OnSome ["@"]
        "Moves the initiative, or all that are marked, to the stage that is picked.";
    Tag "tag" "Tags" "" Change Marks OnSome ["#"] "Gives the initiative, or all that are marked, tags; with a minus takes them away.";
    Copy "copy" "Copy" "" Change Marks OnSome ["y"]
        "Copies the initiative, or all that are marked, as text: pasted here, in another plan, or in an editor.";
    Paste "paste" "Paste what was copied" "" Change Marks Always ["Ctrl+v"]
        "Pastes initiatives that were copied, from whichever plan, after a look at what would come of it.";
    MarkRange "mark-range" "Mark a range" "" Change Marks Always ["v"]
        "Marks what the cursor goes over, until it is pressed again.";
    PasteHere "paste-here" "Paste what was copied" "" Change Rows Always ["p"] "Pastes initiatives that were copied, into the stage of the cursor where the plan lacks theirs.";
    MarkUp "mark-up" "Mark upwards" "" Change Rows Always ["Shift+Up"] "Marks from here to the row above; again from where that was begun.";
    MarkDown "mark-down" "Mark downwards" "" Change Rows Always ["Shift+Down"] "Marks from here to the row below; again from where that was begun.";

    NextProblem "next-problem" "Next problem" "problem" Move Anywhere HasProblems ["f"]
        "Goes to the item of the next problem and says what it is.";
    PreviousProblem "previous-problem" "Previous problem" "" Move Anywhere HasProblems ["F"]
        "Goes to the item of the problem before.";
    Undo "undo" "Undo" "undo" Change Anywhere CanUndo ["u" "Ctrl+z"] "Takes the last change back.";
    Redo "redo" "Redo" "redo" Change Anywhere CanRedo ["U" "Ctrl+y" "Ctrl+r"] "Makes the change again that was taken back.";
    History "history" "History" "" Plan Anywhere HasHistory ["g u"] "Lists every step that was made or taken back; Enter goes to one.";
    Save "save" "Save" "save" Plan Anywhere Unsaved ["Ctrl+s" "g w"] "Writes the plan to its file; asks for a name when it has none.";
    SaveAs "save-as" "Save as" "" Plan Anywhere Always ["g W"] "Writes the plan to another file, and goes on with that one.";
    NewPlan "new-plan" "New plan" "" Plan Anywhere Always ["g O"] "Begins a plan of your own in a new file, beside this one: one envelope, nothing planned yet.";
    SaveCopy "save-copy" "Save a copy" "" Plan Anywhere Always ["g C"] "Writes the plan to another file, and goes on with this one.";
    Reload "reload" "Read the file again" "" Plan Anywhere HasFile ["g l"]
        "Reads the plan's file now; with unsaved work both are shown, and you choose.";
    Revert "revert" "Back to what is saved" "" Plan Anywhere HasFile ["g b"]
        "Puts the text of the file in the place of what is here; undo brings that back.";
    Recent "recent" "Open another plan" "" Plan Anywhere Always ["g o" "Ctrl+o"]
        "Lists the plans that were open lately and those of the folder, and takes a path; Enter opens one beside this one.";
    NextPlan "next-plan" "Next open plan" "" Show Anywhere HasPlans ["g ]" "Ctrl+PageDown"] "Shows the next of the plans that are open.";
    PreviousPlan "previous-plan" "Open plan before" "" Show Anywhere HasPlans ["g [" "Ctrl+PageUp"] "Shows the open plan before this one.";
    Editor "editor" "Open in the editor" "" Plan Anywhere Always ["g e"]
        "Opens the file in $VISUAL or $EDITOR at the selected item, and reads it again afterwards.";
    Items "items" "Everything in the plan" "items" Plan Anywhere Always ["g a"]
        "Lists stages, initiatives, envelopes, technologies, partners, risks and the rest: open one, add one, duplicate, leave out, remove.";
    PasteRows "paste-rows" "Paste rows of a spreadsheet" "" Change Anywhere Always ["g v"]
        "Asks for rows as a spreadsheet copies them, or for a file with them, and shows what would come of them.";
    SavedViews "views" "Views with a name" "" Show Anywhere Always ["g f"]
        "Lists the views that were kept: Enter goes to one, another key renames or deletes it.";
    SaveView "keep-view" "Keep this view" "" Show Anywhere Always ["g F"]
        "Keeps view, filter, order, columns, zoom, folds, sizes of panes and case under a name, for all plans.";
    EditPlan "edit-plan" "Edit the plan and its assumptions" "" Change Anywhere Always ["g ,"]
        "Opens the form of the plan: title, dates, currency, discount rate, contingency, optimism bias.";
    ViewRoadmap "roadmap" "Roadmap" "" Show Anywhere Always ["1" "g r"] "Shows the roadmap.";
    ViewMoney "money" "Money" "" Show Anywhere Always ["2" "g m"] "Shows the envelopes by year.";
    ViewInitiatives "initiatives" "Initiatives" "" Show Anywhere Always ["3" "g i"] "Shows the initiatives as a table that can be typed into.";
    ViewNetwork "network" "Network" "" Show Anywhere Always ["4" "g n"] "Shows what waits for what, as boxes and links.";
    ViewChanges "changes" "Changes" "" Show Anywhere Always ["5" "g A"]
        "Shows what differs from what the plan is held against: what is saved, a revision, a scenario, a case.";
    Problems "problems" "Problems" "" Show Anywhere Always ["8" "g p"] "Lists what is wrong, where, and the remedy.";
    NextCase "next-case" "Next case" "" Show Anywhere HasCases ["g c"] "Computes the plan under the next case; after the last, the central one.";
    NextScenario "next-scenario" "Next scenario" "" Show Anywhere HasScenarios ["g s"] "Shows the next scenario; after the last, the plan itself.";
    Compare "compare" "Compare with" "" Show Anywhere Always ["g x"]
        "Chooses what to compare with, a revision, another case or scenario, the plan itself, the file: its bars as ghosts, its money beside ours.";
    Compared "compared" "What differs from what it is compared with" "differs" Show Anywhere IsComparing ["g X"]
        "Lists every cell of money, date and cost that differs between the two; Enter goes there.";
    Past "history-of-money" "History of the money" "" Show Anywhere HasFile ["g L"]
        "Shows the commits that touched the plan by years of an envelope: what each did to the money, and which one put a year over.";
    Gates "gates" "Gates" "" Show Anywhere Always ["9" "g G"]
        "Shows at each gate what is committed by then, what can still be stopped, and what stopping it would free.";
    Ways "ways" "Ways back inside" "ways back" Change Anywhere IsBreached ["W"]
        "Lists the single moves that would bring the cell in question back inside, whatever is shown; Enter tries one as a what-if.";
    Scenarios "scenarios" "Scenarios" "" Show Anywhere Always ["g S"]
        "Lists the scenarios, what each changes and how it stands; Enter shows one, and what you edit then goes there.";
    ScenarioNew "new-scenario" "New scenario" "" Change Anywhere Always ["g N"]
        "Adds a scenario over the plan and shows it, so that what you edit next goes there.";
    Differences "what-differs" "What the scenario changes" "" Show Anywhere OnScenario ["g d"]
        "Lists all that the shown scenario says otherwise than the plan, and what that does; Enter goes there.";
    Promote "promote" "Promote the scenario" "" Change Anywhere OnScenario ["g P"]
        "Writes what the shown scenario says into the plan's own lines, and takes its tables away, as one step.";
    Discard "discard" "Discard the scenario" "" Change Anywhere OnScenario ["g D"]
        "Takes all that is written of the shown scenario out of the file, as one step.";
    PaneNarrower "narrower" "First pane narrower" "" Show Anywhere InPanes ["z <"]
        "Gives the list of the roadmap, or the first pane of the money view, two columns less.";
    PaneWider "wider" "First pane wider" "" Show Anywhere InPanes ["z >"]
        "Gives the list of the roadmap, or the first pane of the money view, two columns more.";
    PaneLower "lower" "Money strip lower" "" Show Anywhere InPanes ["z -"]
        "Gives the money strip, or the envelopes of the money view, a row less.";
    PaneHigher "higher" "Money strip higher" "" Show Anywhere InPanes ["z +"]
        "Gives the money strip, or the envelopes of the money view, a row more.";
    DetailsSmaller "details-smaller" "Details smaller" "" Show Anywhere InPanes ["z ("] "Gives the details of the selection less room.";
    DetailsLarger "details-larger" "Details larger" "" Show Anywhere InPanes ["z )"] "Gives the details of the selection more room.";
    PanesAgain "sizes" "Panes as they were at first" "" Show Anywhere InPanes ["z ="]
        "Sizes all panes by the terminal again.";
    Theme "theme" "Choose a theme" "" Show Anywhere Always ["g t"] "Lists the themes, each shown as it is marked; Enter keeps one, Esc the one there was.";
    Decide "decide" "Record a decision" "" Change Anywhere Always ["g j"]
        "Takes down who decided what about the item of the cursor, and why (`decided.DATE` in the file).";
    Decisions "decisions" "Log of decisions" "" Plan Anywhere Always ["g J"] "Lists every decision by date; Enter goes to its item.";
    Tour "tour" "Tour of two minutes" "" Plan Anywhere Always ["g h"] "Goes through the first steps on the built-in example, by doing; takes the tour up again where it was left.";
    Timer "timer" "Countdown" "" Show Anywhere Always ["g T"] "Begins a countdown, shown in the title line: 15m, 90s, 1h30m; empty takes it away.";
    TimerTurn "pause-timer" "Stop the countdown, or go on" "" Show Anywhere HasTimer ["g ."] "Stops the countdown, or lets it go on.";
    TimerReset "restart-timer" "Countdown from the beginning" "" Show Anywhere HasTimer ["g 0"] "Begins the same countdown again.";
    Present "present" "Show slides" "" Show Anywhere Always ["F10" "g k"]
        "Shows the plan to a room: the whole, each stage, the money, large and without anything to edit; Esc leads back.";
    Filter "filter" "Filter" "filter" Show Anywhere Always ["/" "Ctrl+f"] "Shows only what is asked for, in every view: stage:small owner:customer cost>100k critical over.";
    Palette "palette" "Find or run" "find" Plan Anywhere Always [":" "Ctrl+k" "Ctrl+p"] "Finds anything by its name or a part of it: commands, items, years, cases, scenarios, themes.";
    Help "help" "Keys" "keys" Plan Anywhere Always ["?" "F1"] "Lists what can be pressed here; Enter runs it.";
    Redraw "redraw" "Draw again" "" Plan Anywhere Always ["Ctrl+l"] "Draws the whole screen again.";
    Mouse "mouse" "Mouse on or off" "" Plan Anywhere Always ["g M"] "Leaves the mouse to the terminal, which then selects text by itself; again takes it back.";
    Suspend "suspend" "To the shell" "" Plan Anywhere Always ["g z"] "Leaves the screen until `fg` brings it back.";
    Back "back" "Back" "" Move Anywhere Always ["Esc"] "Leaves one level.";
    Quit "quit" "Quit" "quit" Plan Anywhere Always ["q" "Ctrl+q"] "Closes the plan, and the program with the last one; asks first when work is unsaved.";
    QuitAll "quit-all" "Close all plans" "" Plan Anywhere Always ["g q"] "Closes every open plan, one after the other; asks for each that has unsaved work.";

    GrabEarlier "hold-earlier" "A month earlier" "a month" Hold Grab Always ["Left" "h"] "Moves what is held one month earlier.";
    GrabLater "hold-later" "A month later" "a month" Hold Grab Always ["Right" "l"] "Moves what is held one month later.";
    GrabQuarterEarlier "hold-quarter-earlier" "A quarter earlier" "a quarter" Hold Grab Always ["Shift+Left" "H" "{"] "Moves what is held three months earlier.";
    GrabQuarterLater "hold-quarter-later" "A quarter later" "a quarter" Hold Grab Always ["Shift+Right" "L" "}"] "Moves what is held three months later.";
    GrabWeekEarlier "hold-week-earlier" "A week earlier" "a week" Hold Grab Always ["["] "Moves what is held one week earlier.";
    GrabWeekLater "hold-week-later" "A week later" "a week" Hold Grab Always ["]"] "Moves what is held one week later.";
    GrabDayEarlier "hold-day-earlier" "A day earlier" "a day" Hold Grab Always [","] "Moves what is held one day earlier.";
    GrabDayLater "hold-day-later" "A day later" "a day" Hold Grab Always ["."] "Moves what is held one day later.";
    GrabPart "hold-part" "Its end, its begin, all of it" "part" Hold Grab Always ["Tab"] "Holds the end alone, then the begin alone, then the whole bar again.";
    GrabShorter "hold-shorter" "A month shorter" "length" Hold Grab Always ["<"] "Makes the bar one month shorter.";
    GrabLonger "hold-longer" "A month longer" "length" Hold Grab Always [">"] "Makes the bar one month longer.";
    Keep "keep" "Keep" "keep" Hold Grab Always ["Enter" "m"] "Keeps the bar where it is, as one step of undo.";
    GrabSave "hold-save" "Keep and save" "" Plan Grab Always ["Ctrl+s"] "Keeps the bar where it is, then writes the plan to its file.";
    PutBack "put-back" "Put back" "put back" Hold Grab Always ["Esc" "q"] "Puts the bar back where it was.";

    DragBack "drag-back" "Put back" "or the right button puts it back; releasing keeps it" Hold Drag Always ["Esc"] "Puts back what the mouse drags; so does any other key, and the right button.";
    TrialKeep "keep-trial" "Keep what is tried" "keep" Hold Trial Always ["Enter"] "Makes the move that is tried, as one step of undo.";
    TrialLeave "leave-trial" "Put it back" "put back" Hold Trial Always ["Esc"] "Puts the plan back as it was; nothing was written.";
    TrialNext "next-trial" "Try the next way" "next way" Hold Trial Always ["w" "Tab"] "Tries the next way back of the same cell.";
    TrialBack "trial-before" "Try the way before" "" Hold Trial Always ["Shift+Tab"] "Tries the way before.";

    LinkTake "take-link" "Take" "take" Field Link Always ["Enter"] "Makes the link with the marked one, or cuts it, as one step of undo.";
    LinkNext "next-link-end" "Next" "mark" Field Link Always ["Down" "Tab"] "Marks the next one.";
    LinkBack "link-end-before" "Before" "mark" Field Link Always ["Up" "Shift+Tab"] "Marks the one before.";
    LinkWait "wait-for-it" "Wait for it" "waits for" Field Link Always ["Left"] "The selected one will wait for the one that is picked.";
    LinkFeed "feed-it" "Let it wait" "feeds" Field Link Always ["Right"] "The one that is picked will wait for the selected one.";
    LinkLeave "leave-link" "Leave" "leave" Field Link Always ["Esc"] "Leaves; nothing is changed.";

    CellDownKeep "keep-cell" "Keep, and go down" "keep, down" Field Cell Always ["Enter" "Down"] "Keeps what is typed, as one step of undo, and goes to the cell below.";
    CellRightKeep "keep-cell-right" "Keep, and go right" "keep, right" Field Cell Always ["Tab"] "Keeps what is typed and goes to the cell to the right.";
    CellLeftKeep "keep-cell-left" "Keep, and go left" "" Field Cell Always ["Shift+Tab"] "Keeps what is typed and goes to the cell to the left.";
    CellUpKeep "keep-cell-up" "Keep, and go up" "" Field Cell Always ["Up"] "Keeps what is typed and goes to the cell above.";
    CellLeave "leave-cell" "Leave" "leave" Field Cell Always ["Esc"] "Leaves the cell as it was.";

    RowsTake "paste-them" "Paste them" "paste" Field Paste Always ["Enter"] "Writes what is shown, as one step of undo; what cannot be read is left out.";
    RowsMeaning "column-is" "What the column is" "what the column is" Field Paste Always ["Space" "c"] "Lists what the column can be taken for.";
    RowsIgnore "column-not-read" "Do not read the column" "not read" Field Paste Always ["x" "Delete"] "Leaves the column out.";
    RowsFault "next-fault" "Next fault" "fault" Field Paste Always ["f"] "Goes to the next cell that cannot be read, or was read as one of two things.";
    RowsFaultBefore "fault-before" "Fault before" "" Field Paste Always ["F"] "Goes to the one before.";
    RowsHeadings "heading-row" "First row is the heading, or a row" "headings" Field Paste Always ["t"] "Takes the first row for the names of the columns, or for a row like the others.";
    RowsStages "new-stages" "Create stages, or not" "stages" Field Paste Always ["s"] "Creates the stages that the plan does not have, or leaves them out.";
    RowsRepeats "repeated-rows" "Take repeated rows, or not" "repeated" Field Paste Always ["r"] "Takes rows whose title or id is there already, or leaves them out.";
    RowsBlock "fill-cells" "Fill cells instead, or make initiatives" "cells" Field Paste Always ["b"] "Fills the cells of the table from the cursor to the right and down, or makes new initiatives.";
    RowsLeave "leave-paste" "Leave" "leave" Field Paste Always ["Esc"] "Leaves; nothing is written.";
    RowsLeft "paste-left" "Column to the left" "" Field Paste Always ["Left" "h" "Shift+Tab"] "Goes to the column to the left.";
    RowsRight "paste-right" "Column to the right" "" Field Paste Always ["Right" "l" "Tab"] "Goes to the column to the right.";
    RowsUp "paste-up" "Row above" "" Field Paste Always ["Up" "k"] "Goes to the row above.";
    RowsDown "paste-down" "Row below" "" Field Paste Always ["Down" "j"] "Goes to the row below.";
    RowsPageUp "paste-page-up" "Page up" "" Field Paste Always ["PageUp" "Ctrl+u"] "Goes up by a page.";
    RowsPageDown "paste-page-down" "Page down" "" Field Paste Always ["PageDown" "Ctrl+d"] "Goes down by a page.";

    FilterComplete "complete" "Complete" "complete" Field Filter Always ["Tab"] "Takes the first word that is offered.";
    FilterKeep "keep-filter" "Keep" "keep" Field Filter Always ["Enter" "Down"] "Goes on in what is shown; Esc shows all again.";
    FilterLeave "leave-filter" "As it was" "as it was" Field Filter Always ["Esc"] "Leaves the filter as it was before.";

    ChooseBlank "choose" "Choose from what there is" "choose" Field Form OnOfferedBlank ["Space"] "Lists under the field what it can be given, or opens a calendar; a blank would mean nothing there.";
    Choose "choose-anyway" "Choose from what there is" "choose" Field Form OnOffered ["Ctrl+Space" "Alt+Down" "F4"] "Lists under the field what it can be given, or opens a calendar, whatever is typed in it.";
    FormOpen "open-line" "All keys of the line" "whole line" Field Form OnLine ["Ctrl+o"] "Opens the form of the cost or benefit that the field is about.";
    YearBefore "year-before" "Year before" "year" Field Form OnYear ["Left"] "Goes to the year before in a row of years.";
    YearAfter "year-after" "Year after" "year" Field Form OnYear ["Right"] "Goes to the year after in a row of years.";
    YearOpen "open-year" "Edit the figure" "edit" Field Form OnYear ["F2"] "Opens the figure of the year, to change a part of it; typing takes its place.";
    FormSave "keep-form" "Keep" "keep" Field Form Always ["Enter" "Ctrl+s"] "Keeps what is typed, as one step of undo.";
    FormLeave "leave-form" "Leave" "leave" Field Form Always ["Esc"] "Leaves; nothing is changed.";
    FieldNext "next-field" "Next field" "next" Field Form Always ["Tab"] "Goes to the next field.";
    FieldPrevious "previous-field" "Previous field" "back" Field Form Always ["Shift+Tab"] "Goes to the field before.";
    FormPageDown "form-page-down" "Next section" "section" Field Form Always ["PageDown"] "Goes to the first field of the next section.";
    FormPageUp "form-page-up" "Section before" "section" Field Form Always ["PageUp"] "Goes to the first field of the section, or of the one before.";
    FieldClear "clear-field" "Empty the field" "empty" Field Form Always ["Ctrl+u"] "Takes all of the field's text away.";
    FieldUndo "reset-field" "Undo what was typed in the field" "undo field" Field Form Always ["Ctrl+z"] "Gives the field the value it had.";
    FieldDown "field-down" "Field below" "" Field Form Always ["Down"] "Goes to the next field, or to the line below in a text of several.";
    FieldUp "field-up" "Field above" "" Field Form Always ["Up"] "Goes to the field before, or to the line above in a text of several.";
    FieldLine "new-line" "New line" "" Field Form Always ["Alt+Enter" "Ctrl+j"] "Begins a new line in a text of several.";

    PickDown "pick-down" "Entry below" "go" Field Pick Always ["Down" "Ctrl+n"] "Goes to the entry below.";
    PickUp "pick-up" "Entry above" "go" Field Pick Always ["Up" "Ctrl+p"] "Goes to the entry above.";
    PickPageDown "pick-page-down" "Entries further down" "" Field Pick Always ["PageDown"] "Goes down by a page.";
    PickPageUp "pick-page-up" "Entries further up" "" Field Pick Always ["PageUp"] "Goes up by a page.";
    PickMark "pick-mark" "In or out" "in or out" Field Pick PicksMany ["Space"] "Takes the entry in, or out again; the list stays.";
    PickTake "pick-take" "Take" "take" Field Pick Always ["Enter" "Tab"] "Takes the entry, or what was taken in.";
    PickLeave "pick-leave" "Leave the list" "leave" Field Pick Always ["Esc"] "Leaves the list; the field says what it said.";

    DayEarlier "day-earlier" "Day before" "day" Field Calendar Always ["Left"] "Goes to the day before.";
    DayLater "day-later" "Day after" "day" Field Calendar Always ["Right"] "Goes to the day after.";
    WeekEarlier "week-earlier" "Week before" "week" Field Calendar Always ["Up"] "Goes a week back.";
    WeekLater "week-later" "Week after" "week" Field Calendar Always ["Down"] "Goes a week on.";
    MonthEarlier "month-earlier" "Month before" "month" Field Calendar Always ["PageUp" "Shift+Left"] "Goes a month back.";
    MonthLater "month-later" "Month after" "month" Field Calendar Always ["PageDown" "Shift+Right"] "Goes a month on.";
    CalendarEarlier "calendar-quarter-earlier" "Quarter before" "quarter" Field Calendar Always ["{"] "Goes three months back.";
    CalendarLater "calendar-quarter-later" "Quarter after" "quarter" Field Calendar Always ["}"] "Goes three months on.";
    DayTake "day-take" "Take the day" "take" Field Calendar Always ["Enter" "Tab"] "Takes the day, or what was typed.";
    DayLeave "day-leave" "Leave the calendar" "leave" Field Calendar Always ["Esc"] "Leaves the calendar; the field says what it said.";

    ListDown "list-down" "Down" "go" Field List Always ["Down" "Ctrl+n" "Tab"] "Selects the entry below.";
    ListUp "list-up" "Up" "go" Field List Always ["Up" "Ctrl+p" "Shift+Tab"] "Selects the entry above.";
    ListPageDown "list-page-down" "Page down" "" Field List Always ["PageDown"] "Goes down by a page.";
    ListPageUp "list-page-up" "Page up" "" Field List Always ["PageUp"] "Goes up by a page.";
    ListTake "list-take" "Choose" "choose" Field List Always ["Enter"] "Runs the entry, or goes to it.";
    ListLeave "list-leave" "Leave" "leave" Field List Always ["Esc" "F1"] "Leaves the list.";

    Restore "restore" "restore it" "restore" Field Choice Recovering ["r" "Enter"] "Takes the work up again that was not saved; the file stays as it is until you save.";
    NotRestore "not-restore" "the file as it is" "as the file is" Field Choice Recovering ["n"]
        "Goes on with the file; what was not saved stays in the history and as a copy.";
    MergeBoth "merge-both" "merge the two" "merge" Field Choice Conflicting ["c"] "Merges both by meaning, as one step of undo; what contradicts each other is solved on the screen.";
    KeepMine "keep-mine" "keep mine" "mine" Field Choice Conflicting ["m"] "Stays with what is here; saving then writes it over the file.";
    TakeTheirs "take-theirs" "take theirs" "theirs" Field Choice Conflicting ["t"] "Takes the file's text; undo brings back what was here.";
    MineElsewhere "mine-elsewhere" "save mine under another name" "elsewhere" Field Choice Conflicting ["s"]
        "Writes what is here to another file, and goes on with that one.";
    ChoiceDown "choice-down" "Down" "scroll" Field Choice Always ["Down" "j"] "Scrolls down by a line.";
    ChoiceUp "choice-up" "Up" "scroll" Field Choice Always ["Up" "k"] "Scrolls up by a line.";
    ChoicePageDown "choice-page-down" "Page down" "" Field Choice Always ["PageDown" "Space"] "Scrolls down by a page.";
    ChoicePageUp "choice-page-up" "Page up" "" Field Choice Always ["PageUp"] "Scrolls up by a page.";
    ChoiceLater "choice-later" "decide later" "later" Field Choice Always ["Esc"] "Leaves the question; nothing is written, and nothing is given up.";

    ItemDouble "duplicate-item" "Duplicate" "duplicate" Field Items Always ["Alt+d"] "Adds a copy of the marked item, and opens its form.";
    ItemRename "rename-item" "Rename" "rename" Field Items Always ["Alt+r" "F6"] "Gives the marked item another id; everything that names it follows.";
    ItemUp "item-up" "Move up" "order" Field Items Always ["Alt+Up" "Ctrl+Up"] "Moves the marked stage up in the file, with its text.";
    ItemDown "item-down" "Move down" "order" Field Items Always ["Alt+Down" "Ctrl+Down"] "Moves the marked stage down in the file, with its text.";
    ItemDrop "drop-item" "Leave out, or take in again" "leave out" Field Items Always ["Alt+x"] "Leaves the marked initiative or envelope out of the plan without deleting it; again brings it back.";
    ItemRemove "remove-item" "Remove" "remove" Field Items Always ["Delete"] "Deletes the marked item: takes it out of the file, and out of all that names it; says what that was.";

    GateNext "next-gate" "Next gate" "gate" Field Gates Always ["Right" "l" "Tab"] "Goes to the gate after this one.";
    GateBack "gate-before" "Gate before" "gate" Field Gates Always ["Left" "h" "Shift+Tab"] "Goes to the gate before this one.";
    GateDown "gate-down" "Down" "mark" Field Gates Always ["Down" "j"] "Marks the initiative below.";
    GateUp "gate-up" "Up" "mark" Field Gates Always ["Up" "k"] "Marks the initiative above.";
    GatePageDown "gate-page-down" "Page down" "" Field Gates Always ["PageDown" "Ctrl+d"] "Goes down by a page.";
    GatePageUp "gate-page-up" "Page up" "" Field Gates Always ["PageUp" "Ctrl+u"] "Goes up by a page.";
    GateGo "go-from-gate" "Go there" "go there" Field Gates Always ["Enter"] "Goes to the marked initiative.";
    GateLeave "leave-gates" "Leave" "leave" Field Gates Always ["Esc" "9" "q"] "Leaves the gates.";

    ListDouble "double-scenario" "New one that begins as this one" "duplicate" Field Scenarios Always ["Alt+d"] "Adds a scenario that begins with all that the marked one says.";
    ListDiffers "list-what-differs" "What it changes" "what differs" Field Scenarios Always ["Alt+w"] "Lists all that the marked scenario says otherwise than the plan.";
    ListTitle "title-scenario" "Another title" "title" Field Scenarios Always ["Alt+e"] "Opens the form of the marked scenario.";
    ListRename "rename-scenario" "Rename" "rename" Field Scenarios Always ["Alt+r" "F6"] "Gives the marked scenario another id.";
    ListPromote "promote-scenario" "Promote" "promote" Field Scenarios Always ["Alt+p"] "Writes what the marked scenario says into the plan's own lines, and takes its tables away, as one step.";
    ListDiscard "discard-scenario" "Discard" "discard" Field Scenarios Always ["Delete"] "Takes all that is written of the marked scenario out of the file, as one step.";
    TakeBack "take-back" "Take it back" "take back" Field Differences Always ["Delete" "Alt+x"] "Takes the marked difference out of the scenario, so that it says there what the plan says.";

    DecisionNext "decision-next" "Go on" "go on" Field Decision Always ["Enter" "Tab" "Down"] "Goes to the next line; in the last one the decision is recorded.";
    DecisionBack "decision-back" "Line before" "" Field Decision Always ["Shift+Tab" "Up"] "Goes to the line before.";
    DecisionKeep "record-decision" "Record it" "record" Field Decision Always ["Ctrl+s"] "Records the decision under today's date, as one step of undo.";
    DecisionLeave "leave-decision" "Leave" "leave" Field Decision Always ["Esc"] "Leaves; nothing is recorded.";

    PresentNext "next-slide" "Next slide" "next" Move Presenter Always ["Right" "Space" "PageDown" "l" "n"] "Shows the next slide.";
    PresentBack "slide-before" "Slide before" "before" Move Presenter Always ["Left" "Backspace" "PageUp" "h"] "Shows the slide before.";
    PresentFirst "first-slide" "First slide" "" Move Presenter Always ["Home"] "Shows the whole plan; a number and Enter shows the slide of that number.";
    PresentLast "last-slide" "Last slide" "" Move Presenter Always ["End"] "Shows the money.";
    PresentDown "slide-row-down" "Row below" "" Move Presenter Always ["Down" "j"] "Marks the row below.";
    PresentUp "slide-row-up" "Row above" "" Move Presenter Always ["Up" "k"] "Marks the row above.";
    PresentEnlarge "enlarge" "Enlarge the row" "enlarge" Show Presenter Always ["z" "+" "="] "Shows the marked row in letters for the back row; again all of them.";
    PresentTake "show-slide" "Show the slide of the number" "" Move Presenter Always ["Enter"] "Shows the slide whose number was typed; without one, enlarges the row.";
    PresentMoney "hide-money" "Money, or none" "money" Show Presenter Always ["m" "$"] "Hides every figure of money, and shows them again; remembered.";
    PresentBlank "blank" "Blank screen" "blank" Show Presenter Always ["b" "."] "Empties the screen; any key brings it back.";
    PresentTheme "projector" "Colours for a projector" "" Show Presenter Always ["p"] "Shows slides black on white for a bright room; again in the theme of the rest.";
    PresentClock "clock" "How long already" "" Show Presenter Always ["t"] "Shows for how long slides have been shown.";
    PresentTimer "slide-timer" "Countdown" "" Show Presenter Always ["T"] "Begins a countdown; empty takes it away.";
    PresentDecide "decide-slide" "Record a decision" "decide" Change Presenter Always ["d"] "Takes down who decided what about the marked row, and why: the one thing that slides let change.";
    PresentUndo "undo-decision" "Undo" "" Change Presenter CanUndoHere ["u" "Ctrl+z"] "Takes back the decision that was recorded last.";
    PresentSave "save-slide" "Save" "" Plan Presenter Always ["Ctrl+s"] "Writes the plan to its file.";
    PresentHelp "slide-keys" "Keys" "keys" Plan Presenter Always ["?" "F1"] "Lists what can be pressed here.";
    PresentLeave "leave-slides" "Back to the plan" "leave" Move Presenter Always ["Esc" "q" "F10"] "Leads back to where you were.";

    ViewRename "rename-view" "Rename" "rename" Field Views Always ["Alt+r" "F6"] "Gives the marked view another name.";
    ViewRemove "delete-view" "Delete" "delete" Field Views Always ["Delete"] "Deletes the marked view; the plan is not touched.";

    SolveDown "conflict-below" "Row below" "go" Move Solve Always ["Down" "j" "Ctrl+n"] "Marks the row below: a conflict, or what came in by itself.";
    SolveUp "conflict-above" "Row above" "go" Move Solve Always ["Up" "k" "Ctrl+p"] "Marks the row above.";
    SolveNext "next-conflict" "Next open conflict" "next" Move Solve HasConflicts ["n" "Tab"] "Marks the next conflict for which nothing is chosen.";
    SolveBack "conflict-before" "Open conflict before" "" Move Solve HasConflicts ["N" "Shift+Tab"] "Marks the conflict before for which nothing is chosen.";
    SolveOurs "take-ours" "Take ours" "ours" Change Solve OnConflict ["o" "1"] "Takes the lines of ours for the marked conflict.";
    SolveBase "take-base" "Take what was before" "base" Change Solve HasBefore ["b" "2"] "Takes the lines that stood there before either side changed them.";
    SolveTheirs "take-theirs-lines" "Take theirs" "theirs" Change Solve OnConflict ["t" "3"] "Takes the lines of theirs for the marked conflict.";
    SolveBoth "take-both" "Take both" "both" Change Solve HasBoth ["a" "4"] "Takes what both sides have: the items of both lists, the comments of both.";
    SolveHand "edit-lines" "Write it by hand" "edit" Change Solve OnConflict ["e" "Enter"] "Opens the lines to be written by hand, those that are chosen or ours: one line here, several in your editor.";
    SolveEditor "edit-lines-in-editor" "Write it in the editor" "" Change Solve OnConflict ["E"] "Opens the lines in your editor.";
    SolveTakeBack "take-choice-back" "Take the choice back" "take back" Change Solve IsSolved ["x" "Delete" "Backspace"] "Leaves the marked conflict open again.";
    SolveAllOurs "all-ours" "Ours for all that is open" "" Change Solve HasConflicts ["O"] "Takes ours for every conflict that is still open.";
    SolveAllTheirs "all-theirs" "Theirs for all that is open" "" Change Solve HasConflicts ["T"] "Takes theirs for every conflict that is still open.";
    SolveUndo "undo-choice" "Undo" "undo" Change Solve CanUndoChoice ["u" "Ctrl+z"] "Takes the last choice back.";
    SolveRedo "redo-choice" "Redo" "" Change Solve CanRedoChoice ["U" "Ctrl+y" "Ctrl+r"] "Makes the choice again that was taken back.";
    SolveResult "show-result" "The text as it would be" "result" Show Solve Always ["p" "v"] "Shows the merged text with what is open marked and its problems at their lines; again the sides.";
    SolvePageDown "conflict-page-down" "Scroll down" "" Move Solve Always ["PageDown" "Ctrl+d" "Space"] "Scrolls the lower part down.";
    SolvePageUp "conflict-page-up" "Scroll up" "" Move Solve Always ["PageUp" "Ctrl+u"] "Scrolls the lower part up.";
    SolveFirst "first-conflict" "First row" "" Move Solve Always ["Home" "g"] "Marks the first conflict.";
    SolveLast "last-conflict" "Last row" "" Move Solve Always ["End" "G"] "Marks the last row.";
    SolveSave "save-merged" "Save" "save" Plan Solve Always ["w" "Ctrl+s"] "Takes the solved text over, when nothing is open: writes the file, or makes it a step of the plan's history.";
    SolveHelp "solve-keys" "Keys" "keys" Plan Solve Always ["?" "F1"] "Lists what can be pressed here.";
    SolveLeave "leave-conflicts" "Leave" "leave" Move Solve Always ["Esc" "q"] "Leaves without taking anything over; asks first when something was chosen.";

    Answer "answer" "Take the answer" "done" Field Question Always ["Enter"] "Takes what is typed or marked.";
    Leave "leave" "Leave" "leave" Field Question Always ["Esc"] "Leaves; nothing is changed.";
}
