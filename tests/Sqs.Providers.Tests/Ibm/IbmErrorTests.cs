using Sqs.Campaign;
using Sqs.Providers.Credentials;
using Sqs.Providers.Errors;
using Sqs.Providers.Ibm;
using Sqs.Providers.Ibm.Errors;
using Sqs.Providers.Jobs;
using Sqs.Providers.Resilience;

namespace Sqs.Providers.Tests.Ibm;

public sealed class IbmErrorTests
{
    [TestCase(1006, ProviderErrorKind.Retry)]
    [TestCase(1999, ProviderErrorKind.VendorOutage)]
    [TestCase(1202, ProviderErrorKind.Retry)]
    [TestCase(1003, ProviderErrorKind.FixInput)]
    [TestCase(3211, ProviderErrorKind.FixInput)]
    [TestCase(6002, ProviderErrorKind.FixInput)]
    [TestCase(7099, ProviderErrorKind.FixInput)]
    [TestCase(1201, ProviderErrorKind.Reauthenticate)]
    [TestCase(1012, ProviderErrorKind.Quota)]
    [TestCase(3458, ProviderErrorKind.Quota)]
    [TestCase(1305, ProviderErrorKind.TimeLimit)]
    public void Codes_ask_for_what_they_need(int code, ProviderErrorKind kind) => Assert.That(IbmErrorTable.Find(code)!.Kind, Is.EqualTo(kind));

    [Test]
    public void Every_row_says_what_is_wrong_and_what_would_be_right()
    {
        Assert.That(IbmErrorTable.Rows.Values.Select(r => r.Meaning), Has.All.Not.Empty);
        Assert.That(IbmErrorTable.Rows.Values.Select(r => r.Remedy), Has.All.Not.Empty);
        Assert.That(IbmErrorTable.Find(4242), Is.Null);
    }

    [TestCase("""{"trace":"abc","errors":[{"code":"1012","message":"busy","solution":"wait"}]}""", 403, "1012", ProviderErrorKind.Quota)]
    [TestCase("""{"error":{"code":1201,"message":"Invalid credentials."}}""", 401, "1201", ProviderErrorKind.Reauthenticate)]
    [TestCase("<html>oops</html>", 409, "http-409", ProviderErrorKind.Quota)]
    [TestCase("", 400, "http-400", ProviderErrorKind.FixInput)]
    public async Task Bodies_of_every_form_are_read(string body, int status, string code, ProviderErrorKind kind)
    {
        using var transport = new RecordingTransport().Answer(200, """{"access_token":"t","expires_in":3600}""").Answer(status, body).Answer(200, """{"access_token":"t","expires_in":3600}""").Answer(status, body);
        using var provider = new IbmProvider(new IbmSettings("crn"), new VendorConnection(new Secret("k"), new VirtualTime(), transport, TimeProvider.System));
        ProviderError error = (await provider.Backend("b").StatusAsync("j", default)).Error!;
        Assert.That((error.Code, error.Kind, error.HttpStatus), Is.EqualTo((code, kind, status)));
    }

    [TestCase("""{"status":"Completed","state":{"status":"Completed"}}""", RemotePhase.Completed, null)]
    [TestCase("""{"status":"QUEUED"}""", RemotePhase.Queued, null)]
    [TestCase("""{"status":"Cancelled","state":{"status":"Cancelled"}}""", RemotePhase.Cancelled, null)]
    [TestCase("""{"status":"Cancelled - Ran too long"}""", RemotePhase.Failed, ProviderErrorKind.TimeLimit)]
    [TestCase("""{"status":"CANCELLED - RAN TOO LONG","state":{"status":"Cancelled"}}""", RemotePhase.Failed, ProviderErrorKind.TimeLimit)]
    [TestCase("""{"status":"Cancelled","state":{"status":"Cancelled","reason_code":1305}}""", RemotePhase.Failed, ProviderErrorKind.TimeLimit)]
    [TestCase("""{"status":"Failed","state":{"status":"Failed","reason":"bad","reason_code":"7001"}}""", RemotePhase.Failed, ProviderErrorKind.FixInput)]
    [TestCase("""{"status":"Recalibrating"}""", RemotePhase.Unrecognised, null)]
    public async Task Every_status_is_understood_or_marked(string body, RemotePhase phase, ProviderErrorKind? kind)
    {
        using var transport = new RecordingTransport().Answer(200, """{"access_token":"t","expires_in":3600}""").Answer(200, body);
        using var provider = new IbmProvider(new IbmSettings("crn"), new VendorConnection(new Secret("k"), new VirtualTime(), transport, TimeProvider.System));
        RemoteStatus status = (await provider.Backend("b").StatusAsync("j", default)).Value;
        Assert.That((status.Phase, status.Error?.Kind), Is.EqualTo((phase, kind)));
    }

    [Test]
    public async Task A_wrong_key_is_told_as_such_and_nothing_is_sent()
    {
        using var transport = new RecordingTransport().Answer(400, """{"errorCode":"BXNIM0415E","errorMessage":"Provided API key could not be found."}""");
        using var provider = new IbmProvider(new IbmSettings("crn"), new VendorConnection(new Secret("k"), new VirtualTime(), transport, TimeProvider.System));
        ProviderError error = (await provider.Backend("b").SubmitAsync(new PreparedJob("ibm", "b", "{}", []), "key", default)).Error!;
        Assert.That((error.Kind, error.Code, error.Acceptance), Is.EqualTo((ProviderErrorKind.Reauthenticate, "BXNIM0415E", Acceptance.Refused)));
        Assert.That(transport.Requests, Has.Count.EqualTo(1));
    }
}
