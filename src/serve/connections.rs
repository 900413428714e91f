//! Who may be connected, and for how long: whoever connects and says nothing must not keep others out.
//!
//! A connection waits until its next request has come, and works until that is answered. What waits for too long is
//! ended; where too many wait, the oldest makes room for the newest. What works is only ended when the desk stops.

use std::{
    net::IpAddr,
    pin::pin,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use axum::{Router, http::StatusCode, response::IntoResponse};
use hyper::{
    server::conn::http1,
    service::{Service, service_fn},
};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    service::TowerToHyperService,
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::Notify,
    task::JoinSet,
    time::{sleep, timeout},
};

/// How long a request may be waited for, and how long its head may take.
const HEAD: Duration = Duration::from_secs(10);
/// How long a request may take once its head is there.
const REQUEST: Duration = Duration::from_secs(30);
/// How long what works may go on when the desk stops.
const GRACE: Duration = Duration::from_secs(5);
/// How many may be connected in all, and from one address: a proxy in front of the desk has one.
const CONNECTIONS: usize = 128;
const FROM_ONE: usize = 64;
/// Where the machine has no more to give, it is asked again after this.
const BREATH: Duration = Duration::from_millis(100);

/// Answers whoever connects until `stop`.
pub async fn serve(listener: TcpListener, router: Router, stop: impl Future<Output = ()>) {
    let (lobby, mut talks, mut stop) = (Arc::new(Lobby::default()), JoinSet::new(), pin!(stop));
    loop {
        let accepted = tokio::select! {
            () = &mut stop => break,
            accepted = listener.accept() => accepted,
            Some(_) = talks.join_next() => continue,
        };
        match accepted {
            Ok((stream, peer)) => {
                if let Some(seat) = lobby.admit(peer.ip()) {
                    talks.spawn(talk(stream, router.clone(), seat));
                }
            }
            Err(error) => {
                tracing::warn!(%error, "nobody can connect for a moment");
                sleep(BREATH).await;
            }
        }
    }
    drop(listener);
    lobby.close();
    let ended = timeout(GRACE, async { while talks.join_next().await.is_some() {} }).await;
    if ended.is_err() {
        tracing::warn!("a request was still being answered when HTTP ended");
    }
}

/// Answers one connection.
async fn talk(stream: TcpStream, router: Router, seat: Seat) {
    let guest = seat.guest.clone();
    let desk = TowerToHyperService::new(router);
    let answer = service_fn(|request| {
        guest.works.store(true, Ordering::Release);
        let answer = timeout(REQUEST, desk.call(request));
        let guest = guest.clone();
        async move {
            let answer = answer.await;
            guest.works.store(false, Ordering::Release);
            answer.unwrap_or_else(|_| Ok(StatusCode::REQUEST_TIMEOUT.into_response()))
        }
    });
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(HEAD);
    let mut talk = pin!(http.serve_connection(TokioIo::new(stream), answer));
    let ended = tokio::select! {
        ended = talk.as_mut() => ended,
        () = seat.guest.leave.notified() => {
            if !seat.guest.works() {
                return;
            }
            talk.as_mut().graceful_shutdown();
            talk.await
        }
    };
    if let Err(error) = ended {
        tracing::debug!(%error, "a connection broke, or was ended");
    }
}

/// All who are connected, in the order in which they came.
#[derive(Default)]
struct Lobby(Mutex<Vec<Arc<Guest>>>);

/// Somebody who is connected.
struct Guest {
    from: Address,
    works: AtomicBool,
    leave: Notify,
}

/// Who is connected, for as long as they are.
struct Seat {
    lobby: Arc<Lobby>,
    guest: Arc<Guest>,
}

/// Who somebody is, as far as limits go: of IPv6, one person has a whole network.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Address {
    V4(u32),
    V6(u64),
}

impl From<IpAddr> for Address {
    fn from(address: IpAddr) -> Self {
        match address.to_canonical() {
            IpAddr::V4(address) => Self::V4(address.to_bits()),
            IpAddr::V6(address) => Self::V6((address.to_bits() >> 64) as u64),
        }
    }
}

impl Guest {
    fn works(&self) -> bool {
        self.works.load(Ordering::Acquire)
    }
}

impl Lobby {
    fn guests(&self) -> MutexGuard<'_, Vec<Arc<Guest>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Lets somebody in, if there is room for them, or can be made.
    fn admit(self: &Arc<Self>, address: IpAddr) -> Option<Seat> {
        let from = Address::from(address);
        let mut guests = self.guests();
        let crowd = guests.iter().filter(|guest| guest.from == from).count() >= FROM_ONE;
        if crowd || guests.len() >= CONNECTIONS {
            let idle = |guest: &Arc<Guest>| !guest.works() && (!crowd || guest.from == from);
            let oldest = guests.iter().position(idle)?;
            guests.remove(oldest).leave.notify_one();
        }
        let guest = Arc::new(Guest { from, works: AtomicBool::new(false), leave: Notify::new() });
        guests.push(guest.clone());
        Some(Seat { lobby: self.clone(), guest })
    }

    /// Everybody leaves; who has asked something gets an answer first.
    fn close(&self) {
        self.guests().iter().for_each(|guest| guest.leave.notify_one());
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.lobby.guests().retain(|guest| !Arc::ptr_eq(guest, &self.guest));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(last: u8) -> IpAddr {
        IpAddr::from([192, 0, 2, last])
    }

    #[test]
    fn the_oldest_that_waits_makes_room_and_who_works_stays() {
        let lobby = Arc::new(Lobby::default());
        let mut seats: Vec<Seat> = (0..FROM_ONE).filter_map(|_| lobby.admit(address(1))).collect();
        seats[0].guest.works.store(true, Ordering::Release);
        seats.push(lobby.admit(address(1)).expect("room"));
        assert_eq!(lobby.guests().len(), FROM_ONE);
        let inside = |seat: &Seat| lobby.guests().iter().any(|guest| Arc::ptr_eq(guest, &seat.guest));
        assert!(inside(&seats[0]) && !inside(&seats[1]) && inside(&seats[2]));
        assert!(lobby.admit(address(2)).is_some(), "others have room of their own");
        for seat in &seats {
            seat.guest.works.store(true, Ordering::Release);
        }
        assert!(lobby.admit(address(1)).is_none(), "nobody who works makes room");
        drop(seats);
        assert_eq!(lobby.guests().len(), 0);
    }

    #[test]
    fn a_network_of_one_person_is_one_address() {
        let v6 = |text: &str| Address::from(text.parse::<IpAddr>().expect("an address"));
        assert!(v6("2001:db8:1:2::1") == v6("2001:db8:1:2:3::4"));
        assert!(v6("2001:db8:1:2::1") != v6("2001:db8:1:3::1"));
        assert!(v6("::ffff:192.0.2.1") == v6("192.0.2.1"));
    }
}
