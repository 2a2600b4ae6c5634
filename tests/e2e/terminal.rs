//! A pseudo-terminal with the program in it, and a terminal of our own that understands what it writes.

use std::io::{Read, Write};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// Longer than anything may take on a busy machine; reached only when something is wrong.
const PATIENCE: Duration = Duration::from_secs(20);

/// The program in its terminal.
pub struct Terminal {
    master: Option<Box<dyn MasterPty + Send>>,
    writer: Option<Box<dyn Write + Send>>,
    child: Box<dyn Child + Send + Sync>,
    bytes: Receiver<Vec<u8>>,
    vanished: Arc<AtomicBool>,
    screen: vt100::Parser,
}

impl Terminal {
    /// Starts the program in a folder.
    pub fn start(folder: &Path, args: &[&str], size: (u16, u16)) -> Self {
        Self::start_with(folder, args, size, &[])
    }

    /// Starts the program in a folder, with more said in its environment.
    pub fn start_with(folder: &Path, args: &[&str], size: (u16, u16), environment: &[(&str, &str)]) -> Self {
        // `MILEPOST_BINARY` names another build of the program, for long runs.
        let other = std::env::var("MILEPOST_BINARY");
        let program = other.as_deref().unwrap_or(env!("CARGO_BIN_EXE_milepost"));
        Self::run(folder, program, args, size, environment)
    }

    /// Runs any program in a folder.
    pub fn run(
        folder: &Path,
        program: &str,
        args: &[&str],
        (columns, rows): (u16, u16),
        environment: &[(&str, &str)],
    ) -> Self {
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(program);
        command.args(args);
        command.cwd(folder);
        command.env_clear();
        for (name, value) in
            [("TERM", "xterm-256color"), ("PATH", &std::env::var("PATH").unwrap_or_default())]
        {
            command.env(name, value);
        }
        command.env("HOME", folder.join("home"));
        command.env("XDG_STATE_HOME", folder.join("state"));
        for (name, value) in environment {
            command.env(name, value);
        }
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().unwrap();
        let (to, bytes) = mpsc::channel();
        let vanished = Arc::new(AtomicBool::new(false));
        let gone = vanished.clone();
        std::thread::spawn(move || {
            let mut buffer = [0; 8192];
            while let Ok(count) = reader.read(&mut buffer) {
                let over = count == 0 || gone.load(Ordering::SeqCst);
                if over || to.send(buffer[..count].to_vec()).is_err() {
                    break;
                }
            }
        });
        let writer = Some(pair.master.take_writer().unwrap());
        Self {
            master: Some(pair.master),
            writer,
            child,
            bytes,
            vanished,
            screen: vt100::Parser::new(whole(rows), whole(columns), 0),
        }
    }

    /// Types keys as a terminal sends them.
    pub fn keys(&mut self, keys: &str) {
        let writer = self.writer.as_mut().unwrap();
        writer.write_all(keys.as_bytes()).unwrap();
        writer.flush().unwrap();
    }

    /// Types keys; a program that is no longer there does not mind.
    pub fn try_keys(&mut self, keys: &str) {
        if let Some(writer) = &mut self.writer {
            let _ = writer.write_all(keys.as_bytes()).and_then(|()| writer.flush());
        }
    }

    /// Whether the program has ended.
    pub fn is_over(&mut self) -> bool {
        self.child.try_wait().unwrap().is_some()
    }

    /// Types more than a terminal takes at once, while what the program writes is read; how long until all is taken.
    pub fn flood(&mut self, text: &str) -> Duration {
        let began = Instant::now();
        let mut writer = self.writer.take().unwrap();
        let text = text.to_owned();
        let typing = std::thread::spawn(move || {
            writer.write_all(text.as_bytes()).unwrap();
            writer
        });
        while !typing.is_finished() {
            assert!(
                began.elapsed() < 3 * PATIENCE,
                "what is typed is not taken; the screen is\n{}",
                self.text()
            );
            self.read_for(Duration::from_millis(5));
        }
        self.writer = Some(typing.join().unwrap());
        began.elapsed()
    }

    /// Gives the terminal another size.
    pub fn resize(&mut self, (columns, rows): (u16, u16)) {
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        self.master.as_ref().unwrap().resize(size).unwrap();
        self.screen.screen_mut().set_size(whole(rows), whole(columns));
    }

    /// The number of the process.
    pub fn process(&self) -> u32 {
        self.child.process_id().unwrap()
    }

    /// What the terminal shows.
    pub fn text(&self) -> String {
        self.screen.screen().contents()
    }

    /// Whether the terminal is as it was before: main screen, cursor shown, no mouse and no paste mode.
    pub fn restored(&self) -> bool {
        let screen = self.screen.screen();
        !screen.alternate_screen()
            && !screen.hide_cursor()
            && !screen.bracketed_paste()
            && screen.mouse_protocol_mode() == vt100::MouseProtocolMode::None
    }

    /// Whether the program is told what the mouse does.
    pub fn has_mouse(&self) -> bool {
        self.screen.screen().mouse_protocol_mode() != vt100::MouseProtocolMode::None
    }

    /// Whether the program has the whole screen.
    pub fn taken(&self) -> bool {
        self.screen.screen().alternate_screen()
    }

    /// Waits until the screen shows a text.
    pub fn until(&mut self, text: &str) {
        self.until_that(text, |terminal| terminal.text().contains(text));
    }

    /// Waits until something holds of the screen.
    pub fn until_that(&mut self, what: &str, holds: impl Fn(&Self) -> bool) {
        let end = Instant::now() + PATIENCE;
        while !holds(self) {
            let left = end.saturating_duration_since(Instant::now());
            match self.bytes.recv_timeout(left) {
                Ok(bytes) => self.screen.process(&bytes),
                Err(error) => panic!("{what} did not come ({error}); the screen is\n{}", self.text()),
            }
        }
    }

    /// Reads what the program writes for a while.
    pub fn read_for(&mut self, time: Duration) {
        let end = Instant::now() + time;
        while let Ok(bytes) = self.bytes.recv_timeout(end.saturating_duration_since(Instant::now())) {
            self.screen.process(&bytes);
        }
    }

    /// Ends the program without any warning, and reads what it wrote until then.
    pub fn kill(&mut self) {
        self.signal(rustix::process::Signal::KILL);
        self.ended();
    }

    /// Waits until the program has ended; its exit status.
    pub fn ended(&mut self) -> u32 {
        let end = Instant::now() + PATIENCE;
        // The program closes its side when it ends, and the reader then ends its channel.
        while let Ok(bytes) = self.bytes.recv_timeout(end.saturating_duration_since(Instant::now())) {
            self.screen.process(&bytes);
        }
        while Instant::now() < end {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.exit_code();
            }
            std::thread::yield_now();
        }
        self.child.kill().unwrap();
        panic!("the program did not end; the screen is\n{}", self.text());
    }

    /// Sends a signal to the program.
    pub fn signal(&self, signal: rustix::process::Signal) {
        let id = self.child.process_id().unwrap();
        let id = rustix::process::Pid::from_raw(id.cast_signed()).unwrap();
        rustix::process::kill_process(id, signal).unwrap();
    }

    /// Takes the terminal away, as closing its window does.
    pub fn vanish(&mut self) {
        // The reader holds the terminal open until something comes: a new size makes the program draw.
        self.vanished.store(true, Ordering::SeqCst);
        let size = PtySize { rows: 30, cols: 100, pixel_width: 0, pixel_height: 0 };
        self.master.as_ref().unwrap().resize(size).unwrap();
        while self.bytes.recv_timeout(PATIENCE).is_ok() {}
        self.writer = None;
        self.master = None;
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // A test that failed leaves no program behind; one that has ended already cannot be killed.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn whole(cells: u16) -> std::num::NonZeroU16 {
    std::num::NonZeroU16::new(cells).unwrap()
}
