import type { LoginTexts } from '../en/login.ts';

export const texts: LoginTexts = {
  title: '登录资金管理系统',
  logIn: '登录',
  logInAgain: '重新登录',
  somebodyElse: '以其他身份登录',
  leaving: '正在前往登录页面……',
  loggedOut: '您已退出登录。',
  loggedOutElsewhere: '如果有其他人共用此设备，请关闭浏览器。',
  problems: {
    offline: '此设备没有网络连接。请检查网络，然后重新登录。',
    'provider-away': '贵公司的登录服务没有响应。请稍候再登录；如果情况持续，请联系信息技术部门。',
    cancelled: '登录已取消，没有任何人登录。',
    over: '本次登录已超时，或先前已完成。请重新登录。',
    foreign: '收到的应答不属于在此开始的登录，已被拒绝，没有任何人登录。请重新登录。',
    clock: '此设备的时钟误差超过五分钟。请校正日期和时间，然后重新登录。',
    unexpected: '此页面未能完成登录。请重新登录；如果情况持续，请通知设置本系统的人员。',
  },
  refused: (words) => `贵公司的登录服务拒绝了本次登录：${words}。请向信息技术部门确认您是否可以使用本系统。`,
  noPerson: (claim) => `您的登录信息没有说明您的身份：缺少“${claim}”。请通知设置本系统的人员。`,
  misconfigured: (detail) => `登录服务与本系统的设置不符。请将以下内容告知设置本系统的人员：${detail}。`,
  noRole: (person) =>
    `您以 ${person} 的身份登录，但您的用户组没有任何角色，因此不能在此进行任何操作。请申请角色，然后重新登录。`,
  groups: (groups) => `您的用户组：${groups}`,
  noGroups: '您的登录信息没有列出任何用户组。',
};
