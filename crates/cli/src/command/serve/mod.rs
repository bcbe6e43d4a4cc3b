//! `klarbrief serve`: the trainers' page, on this computer only.
//!
//! The page is a handful of files inside the binary. The server keeps nothing: a letter lives in the page, comes in with a
//! question and is gone with the answer. It listens on 127.0.0.1, answers only to that name, and takes questions only from its
//! own page, so that no other site in the same browser can ask it.

mod answer;
mod desk;
mod examples;
mod gate;
mod live;
mod page;

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware;
use axum::routing::{get, post};
use tokio::net::TcpListener;

use crate::Exit;
use crate::args::Common;
use crate::lang::{lang, tr};
use crate::trouble::{Failure, Trouble, io_words};

use desk::Desk;

/// The largest file that can be dropped on the page; the readers have limits of their own below it.
const LARGEST: usize = 32 * 1024 * 1024;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[arg(long, value_name = "PORT", default_value_t = 7411, value_parser = clap::value_parser!(u16), help = tr(
        "Port auf 127.0.0.1; 0 nimmt einen freien",
        "Port on 127.0.0.1; 0 takes a free one"
    ))]
    port: u16,

    #[arg(long, help = tr("Die Seite im Browser öffnen", "Open the page in the browser"))]
    open: bool,
}

pub(crate) fn run(args: &Args, common: &Common) -> Result<Exit, Failure> {
    // Rules of one's own that are broken must be told here, not to the first visitor.
    let desk = Arc::new(Desk::new(common)?);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .max_blocking_threads(common.threads().clamp(2, 8))
        .enable_all()
        .build()
        .map_err(|error| refused(args.port, &error))?;
    runtime.block_on(serve(args, desk))?;
    // A letter that is being checked must not keep the program from ending.
    runtime.shutdown_timeout(Duration::from_millis(200));
    Ok(Exit::Clean)
}

async fn serve(args: &Args, desk: Arc<Desk>) -> Result<(), Failure> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, args.port));
    let listener = TcpListener::bind(address).await.map_err(|error| refused(args.port, &error))?;
    let port = listener.local_addr().map_err(|error| refused(args.port, &error))?.port();
    let url = format!("http://127.0.0.1:{port}/");
    let lang = lang();
    println!("{}", tr(format!("Klarbrief läuft auf {url}"), format!("Klarbrief is running on {url}")));
    println!(
        "{}",
        tr(
            "Nur dieser Rechner kann die Seite öffnen. Beenden mit Strg+C.",
            "Only this computer can open the page. Stop it with Ctrl+C."
        )
    );
    if args.open && open::that_detached(&url).is_err() {
        eprintln!(
            "{}",
            tr(
                "Der Browser ließ sich nicht öffnen. Geben Sie die Adresse dort selbst ein.",
                "The browser could not be opened. Type the address there yourself."
            )
        );
    }
    axum::serve(listener, router(desk, port, lang))
        .with_graceful_shutdown(stop())
        .await
        .map_err(Failure::from)
}

fn router(desk: Arc<Desk>, port: u16, lang: klarbrief::Lang) -> Router {
    Router::new()
        .route("/", get(move |query| page::index(query, lang)))
        .route("/assets/{name}", get(page::asset))
        .route("/api/examples", get(examples::list))
        .route("/api/examples/{id}", get(examples::one))
        .route("/api/rules/{group}/{name}", get(answer::rule))
        .route("/api/live", get(live::upgrade))
        .route("/api/read", post(answer::read))
        .route("/api/annotate", post(answer::annotate))
        .route("/api/compare", post(answer::compare))
        .route("/api/report", post(answer::report))
        .route("/api/comparison", post(answer::comparison_report))
        .fallback(page::missing)
        .layer(DefaultBodyLimit::max(LARGEST))
        .layer(middleware::from_fn(move |request, next| gate::guard(port, request, next)))
        .with_state(desk)
}

/// Resolves with Ctrl+C, or when the system asks the program to end.
async fn stop() {
    let interrupt = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut terminate) => {
                tokio::select! { () = interrupt => {}, _ = terminate.recv() => {} }
            }
            Err(_) => interrupt.await,
        }
    }
    #[cfg(not(unix))]
    interrupt.await;
}

fn refused(port: u16, error: &std::io::Error) -> Failure {
    let words = match error.kind() {
        std::io::ErrorKind::AddrInUse => {
            tr("der Port ist schon belegt", "the port is already in use").to_owned()
        }
        _ => io_words(error),
    };
    Trouble::new(tr(
        format!("Auf 127.0.0.1:{port} kann Klarbrief nicht lauschen: {words}."),
        format!("Klarbrief cannot listen on 127.0.0.1:{port}: {words}."),
    ))
    .hint(tr(
        "Nennen Sie mit `--port` einen anderen, oder `--port 0`.",
        "Name another one with `--port`, or `--port 0`.",
    ))
    .into()
}
