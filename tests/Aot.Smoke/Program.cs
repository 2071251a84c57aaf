using Quickstart;

// Everything that an application compiled ahead of time can use of the library, as a transcript: compared with what the
// same program says on the ordinary runtime, byte by byte, it shows that compiling ahead changes no answer.
var peers = new SimulatedPeers(onlyOneLoopbackAddress: false);
await using var shop = Shop.Create(peers);
await shop.StartAsync();
using var rehearsal = new Rehearsal(peers, new Uri(shop.Urls.First()));
var wrong = await rehearsal.RunAsync(Console.Out);
await shop.StopAsync();

wrong += await Probes.RunAsync(Console.Out);
return wrong == 0 ? 0 : 1;
