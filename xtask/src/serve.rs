//! Serves `dist/` on this machine, as a host would.

use std::io::ErrorKind;
use std::net::{Ipv4Addr, TcpListener};
use std::thread;

use anyhow::{Context as _, Result};
use axum::Router;
use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::Response;
use lexopt::prelude::{Long, ValueExt as _};
use tower_http::services::ServeDir;

use crate::{dist, shell};

const FIRST_PORT: u16 = 8080;
/// How many taken ports are passed over before giving up.
const PORTS: u16 = 20;

/// What was asked on the command line.
pub struct Options {
    open: bool,
    build: bool,
    port: Option<u16>,
}

impl Options {
    /// Reads the rest of the command line.
    pub fn read(arguments: &mut lexopt::Parser) -> Result<Self> {
        let mut options = Self { open: false, build: true, port: None };
        while let Some(argument) = arguments.next()? {
            match argument {
                Long("open") => options.open = true,
                Long("no-build") => options.build = false,
                Long("port") => options.port = Some(arguments.value()?.parse()?),
                other => return Err(other.unexpected().into()),
            }
        }
        Ok(options)
    }
}

/// Builds, then serves until it is interrupted.
pub fn serve(options: &Options) -> Result<()> {
    if options.build {
        dist::dist()?;
    }
    let listener = match options.port {
        Some(port) => listen(port)?,
        None => listen_from(FIRST_PORT)?,
    };
    let address = address(&listener)?;
    println!("\n  {address}\n\nCtrl-C stops the server.");
    if options.open && open::that(&address).is_err() {
        eprintln!("no browser could be started: open the address above");
    }
    run(listener)
}

/// Serves on a free port while the process lasts, and returns the address.
pub fn in_background() -> Result<String> {
    let listener = listen(0)?;
    let address = address(&listener)?;
    thread::spawn(move || {
        if let Err(error) = run(listener) {
            eprintln!("the server stopped: {error:#}");
        }
    });
    Ok(address)
}

/// This machine only: nothing here is meant for a network.
fn listen(port: u16) -> Result<TcpListener> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port))
        .with_context(|| format!("cannot listen on port {port}"))
}

fn listen_from(first: u16) -> Result<TcpListener> {
    let taken = |result: &Result<TcpListener>| {
        let error = result.as_ref().err().and_then(|error| error.downcast_ref::<std::io::Error>());
        error.is_some_and(|error| error.kind() == ErrorKind::AddrInUse)
    };
    let mut listeners = (first..first + PORTS).map(listen);
    listeners.find(|listener| !taken(listener)).context("too many ports are taken: use --port")?
}

fn address(listener: &TcpListener) -> Result<String> {
    Ok(format!("http://{}/", listener.local_addr()?))
}

fn run(listener: TcpListener) -> Result<()> {
    let files = ServeDir::new(shell::dist()).precompressed_br().precompressed_gzip();
    let service =
        Router::new().fallback_service(files).layer(axum::middleware::map_response(complete));
    tokio::runtime::Builder::new_current_thread().enable_io().build()?.block_on(async {
        listener.set_nonblocking(true)?;
        axum::serve(tokio::net::TcpListener::from_std(listener)?, service).await?;
        Ok(())
    })
}

/// What a file service cannot know: our texts are UTF-8, and a new build is to be seen at once.
async fn complete(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if kind.starts_with("text/")
        && !kind.contains("charset")
        && let Ok(kind) = HeaderValue::from_str(&format!("{kind}; charset=utf-8"))
    {
        headers.insert(CONTENT_TYPE, kind);
    }
    response
}
