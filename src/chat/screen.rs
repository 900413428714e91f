//! At a keyboard: the conversation on the left, the staff room on the right, a line to type on below.

use std::{pin::pin, sync::Arc};

use ratatui::{
    DefaultTerminal, Frame,
    crossterm::event::{self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers},
    layout::{Constraint, Layout, Rect},
    style::{Style, Stylize},
    text::Line,
    widgets::{Block, Paragraph, Wrap},
};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio_util::sync::CancellationToken;
use tui_input::{Input, backend::crossterm::EventHandler};

use crate::{
    app::App,
    channels::{
        Intake,
        console::{Console, Shown},
    },
    stop::signal_to_stop,
};

const HINT: &str =
    "Invio: manda · 1 2 3: pulsanti · #<pratica> testo: rispondi come esperta · # !elenco · Esc: esci";

/// What the screen shows.
#[derive(Default)]
struct Panes {
    chat: Vec<Line<'static>>,
    room: Vec<Line<'static>>,
    input: Input,
}

/// Runs until Esc or Ctrl-C; the app works on in the background meanwhile.
pub async fn run(
    app: Arc<App>,
    console: Arc<Console>,
    mut shown: UnboundedReceiver<Shown>,
) -> anyhow::Result<()> {
    let stop = CancellationToken::new();
    let mut work = tokio::spawn({
        let (app, stop) = (app.clone(), stop.clone());
        async move { app.run(stop).await }
    });
    let mut terminal = ratatui::try_init()?;
    let (keys, mut pressed) = unbounded_channel();
    std::thread::spawn(move || read_keys(&keys));
    let talked = talk(&mut terminal, &app, &console, &mut shown, &mut pressed, &mut work).await;
    ratatui::restore();
    stop.cancel();
    if !work.is_finished() {
        work.await?;
    }
    talked
}

async fn talk(
    terminal: &mut DefaultTerminal,
    app: &App,
    console: &Console,
    shown: &mut UnboundedReceiver<Shown>,
    pressed: &mut UnboundedReceiver<Event>,
    work: &mut tokio::task::JoinHandle<()>,
) -> anyhow::Result<()> {
    let mut panes = Panes::default();
    let mut stop = pin!(signal_to_stop());
    loop {
        terminal.draw(|frame| draw(frame, &panes))?;
        tokio::select! {
            Some(shown) = shown.recv() => panes.show(shown),
            event = pressed.recv() => match event {
                None => return Ok(()),
                Some(Event::Key(key)) if leaves(key) => return Ok(()),
                Some(Event::Key(KeyEvent { code: KeyCode::Enter, kind: KeyEventKind::Press, .. })) => {
                    let line = panes.take_line();
                    let (now, year) = app.now_and_year();
                    app.ingest(&[console.typed(&line, now, year)]).await?;
                }
                Some(event) => { panes.input.handle_event(&event); }
            },
            () = &mut stop => return Ok(()),
            ended = &mut *work => return Ok(ended?),
        }
    }
}

fn read_keys(keys: &UnboundedSender<Event>) {
    while let Ok(event) = event::read() {
        if keys.send(event).is_err() {
            return;
        }
    }
}

fn leaves(key: KeyEvent) -> bool {
    key.code == KeyCode::Esc || (key.code == KeyCode::Char('c') && key.modifiers == KeyModifiers::CONTROL)
}

impl Panes {
    fn show(&mut self, shown: Shown) {
        let (pane, lines) = match shown {
            Shown::ToYou(lines) => (&mut self.chat, lines),
            Shown::InRoom(lines) => (&mut self.room, lines),
        };
        pane.extend(lines.into_iter().map(Line::from));
        pane.push(Line::default());
    }

    fn take_line(&mut self) -> String {
        let line = self.input.value_and_reset();
        let pane = if line.starts_with('#') { &mut self.room } else { &mut self.chat };
        pane.push(Line::from(line.clone()).style(Style::new().bold().cyan()));
        pane.push(Line::default());
        line
    }
}

fn draw(frame: &mut Frame, panes: &Panes) {
    let [above, input, hint] =
        Layout::vertical([Constraint::Min(3), Constraint::Length(3), Constraint::Length(1)])
            .areas(frame.area());
    let [left, right] = Layout::horizontal([Constraint::Fill(1), Constraint::Fill(1)]).areas(above);
    pane(frame, left, " tu e lo sportello ", &panes.chat);
    pane(frame, right, " sala esperti ", &panes.room);
    let width = input.width.saturating_sub(3).into();
    let scroll = panes.input.visual_scroll(width);
    let scrolled = u16::try_from(scroll).unwrap_or(u16::MAX);
    frame.render_widget(
        Paragraph::new(panes.input.value()).scroll((0, scrolled)).block(Block::bordered()),
        input,
    );
    let column = panes.input.visual_cursor().saturating_sub(scroll) + 1;
    frame.set_cursor_position((input.x + u16::try_from(column).unwrap_or(0), input.y + 1));
    frame.render_widget(Paragraph::new(HINT).dim(), hint);
}

/// A pane that shows the end of its lines.
fn pane(frame: &mut Frame, area: Rect, title: &'static str, lines: &[Line<'static>]) {
    let text = Paragraph::new(lines.to_vec()).wrap(Wrap { trim: false });
    let inside = area.width.saturating_sub(2).max(1);
    let height: usize = lines.iter().map(|line| line.width().max(1).div_ceil(inside.into())).sum();
    // Words wrap earlier than characters would, so a little more than the arithmetic says.
    let hidden = (height + height / 8).saturating_sub(area.height.saturating_sub(2).into());
    let scroll = if hidden == height / 8 { 0 } else { u16::try_from(hidden).unwrap_or(u16::MAX) };
    frame.render_widget(text.scroll((scroll, 0)).block(Block::bordered().title(title)), area);
}
