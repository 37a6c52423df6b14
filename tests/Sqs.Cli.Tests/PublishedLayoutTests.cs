using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;

namespace Sqs.Cli.Tests;

/// <summary>What the image holds, without a container engine: the published layout, run as a plain user who can write nothing but the data folder.</summary>
[TestFixture]
public sealed partial class PublishedLayoutTests
{
    private WorkFolder _folder = null!;

    [SetUp]
    public void Begin() => _folder = new WorkFolder();

    [TearDown]
    public void End()
    {
        Sh($"chmod -R u+w '{_folder.Root}'");
        _folder.Dispose();
    }

    [Test]
    [Platform("Linux")]
    public async Task The_service_runs_from_a_read_only_layout_as_a_plain_user_and_drains_on_a_signal()
    {
        string root = Repository();
        string configuration = Path.GetFileName(Path.GetDirectoryName(TestContext.CurrentContext.TestDirectory.TrimEnd('/')))!;
        string app = _folder["app"];
        Assert.That(Sh($"dotnet publish '{root}/runtime/Sqs.Cli/Sqs.Cli.csproj' -c {configuration} --no-build -o '{app}' -v q --nologo").Code, Is.Zero);
        string data = _folder["data"];
        Directory.CreateDirectory(data);
        bool isRoot = Sh("id -u").Output.Trim() == "0";
        Sh($"chmod 755 '{_folder.Root}'; chmod -R a-w,a+rX '{app}'" + (isRoot ? $"; chown nobody '{data}'" : string.Empty));
        int port = FreePort();

        // The environment of the image, and nothing else.
        string environment = $"env -i PATH='{Environment.GetEnvironmentVariable("PATH")}' DOTNET_EnableDiagnostics=0 SQS_JOBS='{data}/jobs.db' SQS_RUNS='{data}/runs' SQS_CREDENTIALS='{data}/credentials.json'";
        string user = isRoot ? "setpriv --reuid=nobody --clear-groups --no-new-privs " : string.Empty;
        string sqs = $"{user}{environment} dotnet '{app}/sqs.dll'";
        using var service = Process.Start(new ProcessStartInfo("/bin/sh")
        {
            ArgumentList = { "-c", $"cd '{data}' && exec {sqs} serve --url http://127.0.0.1:{port} --log-format json" },
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        Task<string> errors = service.StandardError.ReadToEndAsync();
        Task<string> output = service.StandardOutput.ReadToEndAsync();
        try
        {
            Assert.That(await IsReadyAsync($"{sqs} ready http://127.0.0.1:{port}", service), Is.True);
            string key = Sh($"cd '{data}' && {sqs} keys create --user ann").Output.Trim();
            Assert.That(key, Does.StartWith("sqs_"));
            using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
            client.DefaultRequestHeaders.Authorization = new("Bearer", key);
            var body = new StringContent("{\"backend\":\"native\",\"program\":\"OPENQASM 3.0; qubit q; bit c; c = measure q;\",\"shots\":5}", System.Text.Encoding.UTF8, "application/json");
            HttpResponseMessage answer = await client.PostAsync("/v1/jobs", body);
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Created), await answer.Content.ReadAsStringAsync());
            Assert.That(Sh($"kill -TERM {service.Id}").Code, Is.Zero);
            await service.WaitForExitAsync();
            Assert.That(service.ExitCode, Is.Zero, await errors);
            Assert.That(await errors, Does.Contain("draining"));
            Assert.That(await output, Does.Contain("listening at"));
            Assert.That(Directory.EnumerateFiles(app, "*", SearchOption.AllDirectories).Any(f => f.EndsWith(".db", StringComparison.Ordinal)), Is.False);
            Assert.That(JObject.Parse((await errors).Split('\n').First(l => l.StartsWith('{'))), Is.Not.Empty, "the log is JSON, a document a line");
        }
        finally
        {
            if (!service.HasExited)
                service.Kill();
        }
    }

    [Test]
    public async Task Every_command_of_the_image_and_of_the_compose_file_is_one_of_this_program()
    {
        string folder = Path.Combine(Repository(), "docker");
        int commands = 0;
        foreach (string file in (string[])["Dockerfile", "compose.yml"])
        {
            foreach (Match match in CommandList().Matches(await File.ReadAllTextAsync(Path.Combine(folder, file))))
            {
                string[] words = [.. JArray.Parse(match.Groups[1].Value).Select(w => (string)w!).SkipWhile(w => w is "dotnet" || w.EndsWith(".dll", StringComparison.Ordinal))];
                if (words.Length == 0)
                    continue;
                CommandLine help = await CommandLine.RunAsync([.. words, "--help"]);
                Assert.That((help.Code, help.Output.Contains(words[0], StringComparison.Ordinal)), Is.EqualTo((0, true)), string.Join(' ', words));
                commands++;
            }
        }

        Assert.That(commands, Is.EqualTo(5), "serve and ready in the image; serve and two emulators in the compose file");
        string image = await File.ReadAllTextAsync(Path.Combine(folder, "Dockerfile"));
        Assert.That(image.IndexOf("USER 64198", StringComparison.Ordinal), Is.Positive.And.LessThan(image.IndexOf("ENTRYPOINT", StringComparison.Ordinal)), "not root");
        Assert.That((await File.ReadAllTextAsync(Path.Combine(folder, "compose.yml"))).Split("<<: *hardened").Length - 1, Is.EqualTo(3), "all that is ours is read-only and has no rights");
    }

    [GeneratedRegex("""(?:CMD|ENTRYPOINT|command:) (\[[^\]]*\])""")]
    private static partial Regex CommandList();

    private static async Task<bool> IsReadyAsync(string command, Process service)
    {
        for (int attempt = 0; attempt < 60 && !service.HasExited; attempt++)
        {
            if (Sh(command).Code == 0)
                return true;
            await Task.Delay(250);
        }

        return false;
    }

    private static (int Code, string Output) Sh(string command)
    {
        using var process = Process.Start(new ProcessStartInfo("/bin/sh") { ArgumentList = { "-c", command }, RedirectStandardOutput = true })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    private static string Repository()
    {
        string folder = TestContext.CurrentContext.TestDirectory;
        while (!File.Exists(Path.Combine(folder, "SqsCompiler.sln")))
            folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
