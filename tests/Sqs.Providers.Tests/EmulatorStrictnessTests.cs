using System.Net.Http.Headers;
using System.Text;
using Newtonsoft.Json.Linq;
using Sqs.Providers.Emulation.Hosting;
using Sqs.Providers.Emulation.Ibm;
using Sqs.Providers.Emulation.IonQ;

namespace Sqs.Providers.Tests;

/// <summary>What the vendors refuse the emulators refuse, spoken to without the adapters.</summary>
public sealed class EmulatorStrictnessTests
{
    private const string Program = "OPENQASM 3.0;\\ninclude \\\"stdgates.inc\\\";\\nbit[1] c;\\nx $0;\\nc[0] = measure $0;\\n";

    private const string IbmJob =
        """{"program_id":"sampler","backend":"ibm_emulated_heron","params":{"pubs":[[""" + "\"" + Program + "\"" + """,null,10]],"version":2,"support_qiskit":false}}""";

    private const string IonQJob = """
        {"type":"ionq.circuit.v1","backend":"simulator","shots":10,"settings":{"error_mitigation":{"debiasing":false}},"input":{"gateset":"qis","qubits":1,"circuit":[{"gate":"x","target":0}]}}
        """;

    [TestCase(null, 200)]
    [TestCase("Service-CRN", 401)]
    [TestCase("IBM-API-Version", 400)]
    [TestCase("Authorization", 401)]
    public async Task Ibm_demands_every_header(string? missing, int status)
    {
        await using var emulator = new IbmEmulator(new EmulatorOptions());
        using HttpClient client = await ConnectAsync(emulator);
        if (missing is not null)
            client.DefaultRequestHeaders.Remove(missing);
        using HttpResponseMessage answer = await client.GetAsync(new Uri(emulator.ApiAddress + "/backends"));
        Assert.That((int)answer.StatusCode, Is.EqualTo(status));
    }

    [TestCase("\"version\":2", "\"version\":1", 400)]
    [TestCase(",\"support_qiskit\":false", "", 400)]
    [TestCase("\"program_id\"", "\"surprise\":1,\"program_id\"", 400)]
    [TestCase(",null,10]", ",null]", 400)]
    [TestCase(",null,10]", ",null,10000000]", 400)]
    [TestCase("heron", "unheard", 404)]
    [TestCase("heron", "heron", 200)]
    public async Task Ibm_demands_the_form_of_a_job(string part, string instead, int status)
    {
        await using var emulator = new IbmEmulator(new EmulatorOptions());
        using HttpClient client = await ConnectAsync(emulator);
        using HttpResponseMessage answer = await PostAsync(client, emulator.ApiAddress + "/jobs", IbmJob.Replace(part, instead, StringComparison.Ordinal));
        Assert.That((int)answer.StatusCode, Is.EqualTo(status));
    }

    [TestCase("x $0;", "h $0;", "a gate that is not native")]
    [TestCase("x $0;", "cz $0, $2;", "qubits that are not coupled")]
    [TestCase("x $0;", "x $156;", "a qubit that is not there")]
    [TestCase("x $0;", "if (c == 1) { if (c == 0) { x $0; } }", "branches inside branches")]
    public async Task Ibm_accepts_and_then_fails_what_the_device_cannot_run(string part, string instead, string why)
    {
        await using var emulator = new IbmEmulator(new EmulatorOptions { QueueTime = TimeSpan.Zero, RunTime = TimeSpan.Zero });
        using HttpClient client = await ConnectAsync(emulator);
        using HttpResponseMessage answer = await PostAsync(client, emulator.ApiAddress + "/jobs", IbmJob.Replace(part, instead, StringComparison.Ordinal));
        string id = (string)JObject.Parse(await answer.Content.ReadAsStringAsync())["id"]!;
        JObject job = JObject.Parse(await client.GetStringAsync(new Uri($"{emulator.ApiAddress}/jobs/{id}")));
        Assert.That((string?)job["state"]!["status"], Is.EqualTo("Failed"), why);
        Assert.That((string?)job["state"]!["reason_code"], Is.EqualTo("3211"));
    }

    [Test]
    public async Task Ibm_admits_five_jobs_a_minute()
    {
        await using var emulator = new IbmEmulator(new EmulatorOptions());
        using HttpClient client = await ConnectAsync(emulator);
        for (int i = 0; i < 5; i++)
            (await PostAsync(client, emulator.ApiAddress + "/jobs", IbmJob)).Dispose();
        using HttpResponseMessage sixth = await PostAsync(client, emulator.ApiAddress + "/jobs", IbmJob);
        Assert.That((int)sixth.StatusCode, Is.EqualTo(429));
        Assert.That(sixth.Headers.RetryAfter!.Delta, Is.GreaterThan(TimeSpan.FromSeconds(30)));
    }

    [TestCase("\"shots\":10", "\"shots\":10", 201)]
    [TestCase("\"shots\":10", "\"shots\":0", 400)]
    [TestCase("\"shots\":10", "\"shots\":10,\"surprise\":1", 400)]
    [TestCase("{\"error_mitigation\":{\"debiasing\":false}}", "{}", 400)]
    [TestCase("\"debiasing\":false", "\"debiasing\":true", 400)]
    [TestCase("\"gateset\":\"qis\",", "", 400)]
    [TestCase("\"simulator\"", "\"qpu.unheard\"", 404)]
    public async Task IonQ_demands_the_form_of_a_job(string part, string instead, int status)
    {
        await using var emulator = new IonQEmulator(new EmulatorOptions());
        await emulator.StartAsync();
        using var client = new HttpClient();
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "apiKey emulated-key");
        using HttpResponseMessage answer = await PostAsync(client, emulator.ApiAddress + "/jobs", IonQJob.Replace(part, instead, StringComparison.Ordinal));
        Assert.That((int)answer.StatusCode, Is.EqualTo(status));
    }

    [TestCase("if (c[0]) { x q[0]; }")]
    [TestCase("for int i in [0:1] { x q[0]; }")]
    public async Task IonQ_accepts_and_then_fails_branches_and_loops(string statement)
    {
        await using var emulator = new IonQEmulator(new EmulatorOptions { QueueTime = TimeSpan.Zero, RunTime = TimeSpan.Zero });
        await emulator.StartAsync();
        using var client = new HttpClient();
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "apiKey emulated-key");
        var body = JObject.Parse(IonQJob);
        body["type"] = "ionq.qasm3.v1";
        body["input"] = new JObject { ["data"] = $"OPENQASM 3.0; include \"stdgates.inc\"; qubit[1] q; bit[1] c; c[0] = measure q[0]; {statement}" };
        using HttpResponseMessage answer = await PostAsync(client, emulator.ApiAddress + "/jobs", body.ToString());
        string id = (string)JObject.Parse(await answer.Content.ReadAsStringAsync())["id"]!;
        JObject job = JObject.Parse(await client.GetStringAsync(new Uri($"{emulator.ApiAddress}/jobs/{id}")));
        Assert.That(((string?)job["status"], (string?)job["failure"]?["code"]), Is.EqualTo(("failed", "PreflightError")));
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient client, string address, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        return await client.PostAsync(new Uri(address), content);
    }

    private static async Task<HttpClient> ConnectAsync(IbmEmulator emulator)
    {
        await emulator.StartAsync();
        var client = new HttpClient();
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "urn:ibm:params:oauth:grant-type:apikey", ["apikey"] = "emulated-key" });
        using HttpResponseMessage token = await client.PostAsync(new Uri(emulator.IamAddress, "/identity/token"), form);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string)JObject.Parse(await token.Content.ReadAsStringAsync())["access_token"]!);
        client.DefaultRequestHeaders.Add("Service-CRN", IbmEmulator.Crn);
        client.DefaultRequestHeaders.Add("IBM-API-Version", "2026-04-15");
        return client;
    }
}
